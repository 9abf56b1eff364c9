"""The law's time to think: said plainly, and the days are computed all the same."""

from datetime import date

import pytest

from procedures.models import Fact
from procedures.personal_calendar.law import reflection
from procedures.personal_calendar.moments import Operation

from .calendar_page import OPERATION, PAGE, first_plan, on_10_may, typed
from .contact_page import Elements
from .site_pages import in_both_languages

pytestmark = [pytest.mark.usefixtures("first_content", "contexts"), on_10_may]

DAY_AND_QUOTE = Operation(date(2027, 6, 15), None, date(2027, 6, 10))


def said(response) -> str:
    """What the page says of the law; empty where it says nothing."""
    section = Elements(response).first(**{"aria-labelledby": "law-title"})
    return " ".join(section["text"].split()) if section else ""


def told(quote: str, day: str = "2027-06-15") -> tuple[str, int]:
    operation = OPERATION._replace(day=date.fromisoformat(day), quote=date.fromisoformat(quote))
    found = reflection(first_plan(operation))
    return found.first_day.isoformat(), found.days_short


def test_the_first_day_is_fifteen_days_after_the_quote():
    """The day of the quote is not counted (Code de la santé publique, D6322-30)."""
    assert told("2027-05-31") == ("2027-06-15", 0)
    assert told("2027-06-01") == ("2027-06-16", 1)
    assert told("2027-05-01") == ("2027-05-16", 0)
    assert told("2028-02-15", day="2028-03-01") == ("2028-03-01", 0)  # over 29 February
    assert told("2027-06-20") == ("2027-07-05", 20)  # after the operation


def test_without_a_quote_or_a_step_that_is_counted_from_it_nothing_is_said(client):
    assert reflection(first_plan(OPERATION._replace(quote=None))) is None
    assert said(client.post(PAGE["fr"], typed())) == ""

    Fact.objects.get(key="reflection").beginning_steps.update(counted_from="operation")
    assert reflection(first_plan(OPERATION)) is None


KEPT = {
    "fr": "Le délai de réflexion est respecté La loi demande au moins 15 jours entre le devis et "
    "l’intervention. Le premier jour possible est le mardi 15 juin 2027 : votre date tombe ce "
    "jour-là ou après.",
    "en": "The time to think is kept The law sets at least 15 days between the quote and the "
    "operation. The first day possible is Tuesday 15 June 2027: your date is later, or that very "
    "day.",
}
TOO_EARLY = {
    "fr": "Cette date est trop proche du devis La loi demande au moins 15 jours entre le jour où "
    "vous recevez le devis et l’intervention. Vous avez reçu le vôtre le jeudi 10 juin 2027 : le "
    "premier jour possible est le vendredi 25 juin 2027. Votre date vient 10 jours trop tôt. "
    "Personne ne peut raccourcir ce délai, pas même vous. Demandez au cabinet une date plus "
    "tardive. Les jours ci-dessous sont ceux de la date que vous avez indiquée.",
    "en": "This date is too early The law sets at least 15 days between the day you receive the "
    "quote and the operation. You received yours on Thursday 10 June 2027: the first day possible "
    "is Friday 25 June 2027. Your date is 10 days too early. Nobody can shorten this time, not "
    "even you. Ask the practice for a later date. The days below are those of the date that you "
    "typed.",
}


@in_both_languages
def test_the_page_says_that_the_law_is_kept(client, language):
    assert said(client.post(PAGE[language], typed(quote="2027-05-31"))) == KEPT[language]


@in_both_languages
def test_a_date_that_is_too_early_is_explained_and_computed_all_the_same(client, language):
    answer = client.post(PAGE[language], typed(quote="2027-06-10"))

    assert said(answer) == TOO_EARLY[language]
    assert answer.context["plan"].milestones() == first_plan(DAY_AND_QUOTE).milestones()


@pytest.mark.parametrize(
    ("language", "too_early"),
    [("fr", "Votre date vient 1 jour trop tôt."), ("en", "Your date is 1 day too early.")],
)
def test_a_single_day_is_said_as_one(client, language, too_early):
    assert too_early in said(client.post(PAGE[language], typed(quote="2027-06-01")))
