"""A discreet file can lie in a calendar that others see: it names nothing of an operation."""

import re

import pytest
from django.utils import translation

from clinic_site.practice.models import Practice
from procedures.models import Procedure, Step

from .calendar_files import with_both_parsers, with_vobject
from .calendar_page import FILE, OPERATION, first_plan, on_10_may, typed_for
from .site_pages import in_both_languages

pytestmark = [pytest.mark.usefixtures("first_content"), on_10_may]

# What is said of the number of a point; all else in a title would tell.
TITLES = {
    "fr": r"(Point \d+ de ma liste(\xa0: (à partir de ce jour|dernier jour|au plus (tôt|tard)|"
    r"fin( au plus (tôt|tard))?))?|Rendez-vous)",
    "en": r"(Point \d+ of my list(: (from this day on|by this day|end)|"
    r"(: end,|:) at the (earliest|latest))?|Appointment)",
}
MEDICAL = r"patient|m[eé]d[ei]c|op[eé]ra|interven|chirurg|surg|h[oô]pital|hospital|clini"
MEDICAL += r"|health|sant[eé]|anesth|anaesth|thigh|cuisse|lift"


def discreet(client, language: str) -> bytes:
    return client.post(FILE[language], typed_for(OPERATION, discreet="on")).content


def unfolded(content: bytes) -> str:
    return re.sub(r"\\([,;\\])", r"\1", content.decode().replace("\r\n ", ""))


def words_of_the_site() -> set[str]:
    """Each title, text, kind and name that a plain file could hold, in both languages."""
    found = set()
    for language in ("fr", "en"):
        with translation.override(language):
            for step in Step.objects.all():
                found |= {step.title, step.lane, step.get_kind_display()}
                found |= set(re.findall(r"\w{7,}", step.text))
            found |= {procedure.name for procedure in Procedure.objects.all()}
            found |= {practice.name for practice in Practice.objects.all()}
    return found - {"", None}


@in_both_languages
def test_no_word_of_the_site_is_in_it(client, language):
    Practice.objects.update(clinic_fr="Rue Haute", clinic_en="Rue Haute")
    words = words_of_the_site()
    plain = unfolded(client.post(FILE[language], typed_for(OPERATION)).content)
    assert len([word for word in words if word in plain]) > 50

    text = unfolded(discreet(client, language))

    expected = {"rendez-vous"} if language == "fr" else {"appointment"}
    assert {word for word in words if word.lower() in text.lower()} <= expected
    assert re.findall(MEDICAL, text, re.IGNORECASE) == []
    for name in ("DESCRIPTION:Point", "LOCATION", "CATEGORIES", "Rue Haute", "URL"):
        assert (name in text) == (name == "DESCRIPTION:Point")  # that of an alarm


@in_both_languages
@with_both_parsers
def test_a_title_gives_the_number_of_the_point_on_the_patients_own_list(client, read, language):
    file = read(discreet(client, language))

    titles = [event.title for event in file.events]
    assert [title for title in titles if not re.fullmatch(TITLES[language], title)] == []
    with translation.override(language):
        milestones = first_plan(OPERATION).milestones()
    numbers = [int(found) for title in titles for found in re.findall(r"\d+", title)]
    assert numbers == [milestone.entry.number for milestone in milestones]
    assert {(e.text, e.place, len(e.categories)) for e in file.events} == {("", "", 0)}


@in_both_languages
def test_it_has_the_same_days_and_reminders_as_the_plain_one(client, language):
    plain = client.post(FILE[language], typed_for(OPERATION)).content

    found = [
        [
            (event.uid, event.start, event.end, event.alarms)
            for event in with_vobject(content).events
        ]
        for content in (plain, discreet(client, language))
    ]
    assert found[0] == found[1]


def test_the_calendar_is_named_as_a_list(client):
    names = [with_vobject(discreet(client, language)).name for language in ("fr", "en")]

    assert names == ["Ma liste", "My list"]
