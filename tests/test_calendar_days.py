"""Every day of the first content's plan, as the surgeon's figures make it for one operation."""

import pytest
from django.utils import translation

from procedures.personal_calendar.plan import Plan

from .calendar_page import OPERATION, first_plan, on_10_may
from .site_pages import in_both_languages

pytestmark = [pytest.mark.usefixtures("first_content"), on_10_may]

FASTING = ("2027-06-14 23:00", "Restez à jeun", "Do not eat or drink")
DAYS = [
    ("2027-05-15", "Arrêtez de fumer et de vapoter", "Stop smoking and vaping"),
    (
        "2027-05-16",
        "Réfléchissez, puis signez\xa0: à partir de ce jour",
        "Think it over, then sign: from this day on",
    ),
    ("2027-06-05", "Ne prenez pas d’aspirine sans avis", "Take no aspirin without advice"),
    (
        "2027-06-13 05:00",
        "Voyez l’anesthésiste\xa0: dernier jour",
        "See the anaesthetist: by this day",
    ),
    ("2027-06-14", "Lavez-vous le soir", "Wash in the evening"),
    FASTING,
    ("2027-06-15", "Lavez-vous le matin", "Wash in the morning"),
    ("2027-06-15", "Laissez l’équipe vous guider", "Let the team guide you"),
    ("2027-06-15", "Restez à l’hôpital", "Stay in hospital"),
    ("2027-06-15", "Gardez le drain", "Keep the drain"),
    ("2027-06-15", "Prenez l’anticoagulant", "Take the anticoagulant"),
    ("2027-06-15", "Attendez-vous à des bleus", "Expect some bruising"),
    ("2027-06-15", "Laissez-vous du temps avant de sortir", "Give yourself time before going out"),
    ("2027-06-15", "Gardez les cicatrices loin du soleil", "Keep the scars out of the sun"),
    ("2027-06-15", "Protégez encore les cicatrices", "Go on protecting the scars"),
    ("2027-06-15", "Attendez-vous à des cicatrices roses", "Expect pink scars"),
    (
        "2027-06-16",
        "Restez à l’hôpital\xa0: fin au plus tôt",
        "Stay in hospital: end, at the earliest",
    ),
    ("2027-06-16", "Gardez le drain\xa0: fin au plus tôt", "Keep the drain: end, at the earliest"),
    ("2027-06-16", "Prenez votre première douche", "Take your first shower"),
    ("2027-06-16", "Portez le panty nuit et jour", "Wear the garment night and day"),
    (
        "2027-06-17",
        "Restez à l’hôpital\xa0: fin au plus tard",
        "Stay in hospital: end, at the latest",
    ),
    ("2027-06-17", "Gardez le drain\xa0: fin au plus tard", "Keep the drain: end, at the latest"),
    (
        "2027-06-22",
        "Laissez-vous du temps avant de sortir\xa0: fin au plus tôt",
        "Give yourself time before going out: end, at the earliest",
    ),
    ("2027-06-22", "Reprenez le travail\xa0: au plus tôt", "Go back to work: at the earliest"),
    ("2027-06-22", "Venez au premier contrôle", "Come for the first check-up"),
    ("2027-06-25", "Bleus\xa0: fin au plus tôt", "Bruising: end, at the earliest"),
    (
        "2027-06-25",
        "Laissez-vous du temps avant de sortir\xa0: fin au plus tard",
        "Give yourself time before going out: end, at the latest",
    ),
    ("2027-06-30", "Anticoagulant\xa0: fin", "Anticoagulant: end"),
    ("2027-07-05", "Bleus\xa0: fin au plus tard", "Bruising: end, at the latest"),
    ("2027-07-06", "Reprenez le travail\xa0: au plus tard", "Go back to work: at the latest"),
    ("2027-07-14", "Panty\xa0: fin au plus tôt", "Garment: end, at the earliest"),
    ("2027-07-15", "Sans tabac\xa0: fin", "No smoking: end"),
    ("2027-07-15", "Venez au deuxième contrôle", "Come for the second check-up"),
    ("2027-07-27", "Reprenez le sport", "Take up sport again"),
    ("2027-07-28", "Panty\xa0: fin au plus tard", "Garment: end, at the latest"),
    ("2027-09-15", "Sans soleil\xa0: fin", "No sun: end"),
    ("2027-09-15", "Cicatrice rose\xa0: fin", "Pink scar: end"),
    ("2027-09-15", "Laissez-les pâlir", "Let them fade"),
    ("2027-09-15", "Venez au troisième contrôle", "Come for the third check-up"),
    ("2027-12-15", "Attendez avant de juger la forme", "Wait before you judge the shape"),
    ("2027-12-15", "Parlez d’une retouche, s’il le faut", "Talk about a touch-up, if needed"),
    ("2027-12-15", "Venez au quatrième contrôle", "Come for the fourth check-up"),
    ("2028-06-15", "Écran solaire\xa0: fin", "Sun protection: end"),
    ("2028-06-15", "Attendez avant de juger les cicatrices", "Wait before you judge the scars"),
    ("2028-06-15", "Venez au dernier contrôle", "Come for the last check-up"),
    ("2028-09-15", "Elle pâlit\xa0: fin au plus tôt", "It fades: end, at the earliest"),
    ("2030-09-15", "Elle pâlit\xa0: fin au plus tard", "It fades: end, at the latest"),
]
WITHOUT_DAY = [
    ("1", "Voyez le chirurgien", "See the surgeon"),
    ("2", "Prévoyez vos jours d’absence", "Plan your days off"),
    ("3", "Achetez le panty de contention", "Buy the compression garment"),
    ("4", "Faites les examens demandés", "Have your tests"),
    ("14", "Calmez la douleur", "Ease the pain"),
    ("15", "Laissez les fils partir seuls", "Let the stitches dissolve"),
    ("16", "Lavez-vous avec soin et reposez-vous", "Keep very clean, and rest"),
    ("17", "Laissez la sensibilité revenir", "Let the feeling return"),
]


def in_language(rows: list[tuple[str, str, str]], language: str) -> list[tuple[str, str]]:
    return [(when, {"fr": french, "en": english}[language]) for when, french, english in rows]


def days(plan: Plan) -> list[tuple[str, str]]:
    """Every day with its hour, and what it is."""
    return [
        (f"{m.day} {m.hour:%H:%M}" if m.hour else str(m.day), m.name) for m in plan.milestones()
    ]


@in_both_languages
def test_every_day_of_the_plan_is_right(language):
    with translation.override(language):
        assert days(first_plan(OPERATION)) == in_language(DAYS, language)


@in_both_languages
def test_the_rest_has_no_day_and_comes_first_in_its_part(language):
    with translation.override(language):
        found = [
            (str(e.number), e.step.title) for e in first_plan(OPERATION).entries if not e.begins
        ]

    assert found == in_language(WITHOUT_DAY, language)


def test_without_arrival_and_quote_there_are_no_hours_and_one_day_less():
    found = days(first_plan(OPERATION._replace(arrival=None, quote=None)))

    expected = [(when[:10], name) for when, name in in_language(DAYS, "fr")]
    del expected[1]  # what is counted from the quote
    expected[4] = ("2027-06-15", "Restez à jeun")  # no hour, so not on the eve
    assert found == expected
