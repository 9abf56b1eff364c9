"""The figures of the first content, one by one, against what the practice gave."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from procedures.models import Complication, Fact, Fee, Figure, WarningSign

from .content_rows import rows_to_confirm

pytestmark = pytest.mark.usefixtures("first_content")

# Figures that look alike are told apart on purpose: do not merge them.
NUMBERS = {
    "consultations": (2, 2, "number", ""),
    "anaesthetist-visits": (1, 1, "number", ""),
    "anaesthetist-before": (48, 48, "hour", "before"),
    "reflection": (15, None, "day", ""),
    "smoking-before": (1, 1, "month", "before"),
    "smoking-after": (1, 1, "month", "after"),
    "aspirin": (10, 10, "day", "before"),
    "eve": (1, 1, "day", "before"),
    "fasting": (6, 6, "hour", "before"),
    "operation-time": (90, 180, "minute", ""),
    "stay": (24, 48, "hour", ""),
    "home": (1, 2, "day", "after"),
    "drain": (1, 2, "day", ""),
    "dressing-off": (1, 1, "day", "after"),
    "shower": (1, 1, "day", "after"),
    "garment": (4, 6, "week", ""),
    "garment-plan": (6, 6, "week", ""),
    "anticoagulant": (15, 15, "day", ""),
    "bruising": (10, 20, "day", ""),
    "presentable": (7, 10, "day", ""),
    "work": (7, 21, "day", ""),
    "work-unpaid": (7, 15, "day", ""),
    "sport": (6, 6, "week", ""),
    "sun-strict": (3, 3, "month", ""),
    "sun-protected": (12, 12, "month", ""),
    "scar-pink": (3, 3, "month", ""),
    "scar-fade": (1, 3, "year", ""),
    "scar-judge": (12, 12, "month", ""),
    "result": (6, 6, "month", ""),
    "touch-up-after": (6, 6, "month", ""),
    "checkup-first": (7, 7, "day", "after"),
    "checkup-second": (1, 1, "month", "after"),
    "checkup-third": (3, 3, "month", "after"),
    "checkup-fourth": (6, 6, "month", "after"),
    "checkup-last": (1, 1, "year", "after"),
    "fee-covered": (4500, None, "euro", ""),
    "fee-uncovered": (6000, None, "euro", ""),
    "vat": (20, 20, "percent", ""),
}

# What facts have words around their number, or words alone, and what a patient reads.
WORDED = {
    "anaesthesia": (
        "le plus souvent générale (rachianesthésie possible)",
        "usually general (spinal is possible)",
    ),
    "anaesthetist-before": ("au plus tard 48\xa0heures avant", "at the latest 48 hours before"),
    "smoking-before": ("au moins 1\xa0mois avant", "at least 1 month before"),
    "smoking-after": ("jusqu’à 1\xa0mois après", "until 1 month after"),
    "scars-last": (
        "permanentes, quelle que soit la technique",
        "permanent, whatever the technique",
    ),
    "scar-pink": ("environ 3\xa0mois", "about 3 months"),
    "sport": ("progressivement, à partir de 6\xa0semaines", "gradually, from 6 weeks on"),
    "checkup-first": ("environ 7\xa0jours après", "about 7 days after"),
    "checkup-second": ("environ 1\xa0mois après", "about 1 month after"),
    "checkup-third": ("environ 3\xa0mois après", "about 3 months after"),
    "checkup-fourth": ("environ 6\xa0mois après", "about 6 months after"),
    "checkup-last": ("environ 1\xa0an après", "about 1 year after"),
}

# Complication, patients of 100, study, how many patients the figure is about.
FIGURES = {
    ("any", "43", "sisti-2015", 447),
    ("any", "68", "gusenoff-2015", 106),
    ("any", "43", "gusenoff-2015", 14),  # horizontal
    ("any", "67", "gusenoff-2015", 24),  # short vertical
    ("any", "74", "gusenoff-2015", 68),  # full vertical
    ("any", "6.6", "afshari-2016", 1493),
    ("healing", "18", "sisti-2015", 447),
    ("healing", "51", "gusenoff-2015", 106),
    ("seroma", "8", "sisti-2015", 447),
    ("seroma", "25", "gusenoff-2015", 106),
    ("infection", "16", "gusenoff-2015", 106),
    ("infection", "2.7", "afshari-2016", 1493),
    ("bleed", "6", "gusenoff-2015", 106),
    ("bleed", "2.1", "afshari-2016", 1493),
    ("clot", "0.3", "afshari-2016", 1493),
    ("clot", "1.1", "afshari-2016", 1493),
    ("clot", "0", "sisti-2015", 447),
}


def test_each_number_is_the_one_the_practice_gave():
    facts = Fact.objects.exclude(lower=None)

    assert {
        fact.key: (fact.lower, fact.upper, fact.unit, fact.counted) for fact in facts
    } == NUMBERS


def test_the_words_around_numbers_are_those_that_were_agreed():
    said = {}
    for fact in Fact.objects.exclude(text_fr=""):
        with override("fr"):
            french = fact.value
        with override("en"):
            said[fact.key] = (french, fact.value)

    assert said == WORDED


def test_each_published_figure_is_there_once_with_its_study_and_its_size():
    figures = Figure.objects.select_related("complication", "source")
    sizes = [row.patients or row.source.patients for row in figures]
    keys = [(row.complication.key, row.rate, row.source.key) for row in figures]
    found = [(*key, size) for key, size in zip(keys, sizes, strict=True)]

    assert set(found) == {(key, Decimal(rate), *study) for key, rate, *study in FIGURES}
    assert len(found) == len(FIGURES)


def test_where_no_reliable_rate_was_found_the_page_says_so():
    noted = Complication.objects.exclude(figures_note_en="")

    said = ("Nous n’avons pas trouvé de chiffre fiable.", "We found no reliable figure.")
    assert {row.key: (row.figures_note_fr, row.figures_note_en) for row in noted} == {
        "scar": said,
        "necrosis": said,
        "feeling": said,
    }
    assert [row for row in noted if row.figure_set.exists()] == []


def test_what_the_surgeon_has_still_to_confirm_is_marked():
    marked = {(type(row).__name__, str(row)) for row in rows_to_confirm()}

    assert marked == {
        ("Qualification", "Médaille d’or des hôpitaux de Paris (chirurgie)"),
        ("ScarType", "Horizontale"),
        ("Fact", str(Fact.objects.get(key="vat"))),
        *(("Fee", fee.title_fr) for fee in Fee.objects.all()),
        *(("WarningSign", sign.text_fr) for sign in WarningSign.objects.all()),
    }
