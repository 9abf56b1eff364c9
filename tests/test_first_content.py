"""The first content: complete, well formed, every figure in a fact."""

import re

import pytest
from django.apps import apps
from django.utils.html import strip_tags

from clinic_site.practice.models import Page
from clinic_site.running_text import RunningTextField
from clinic_site.translations import missing_translations
from procedures.models import Fact, Figure, Procedure, Source, Step
from procedures.references import REFERENCE, keys_in

from .content_rows import rows, texts

pytestmark = pytest.mark.usefixtures("first_content")

PARTS = tuple(apps.get_app_config("procedures").get_models())
# Texts that pages print as they stand: a reference in them would show its brackets.
PRINTED_AS_THEY_STAND = {
    "Procedure": ["name", "slug", "also_called", "description"],
    "Section": ["title"],
    "Fact": ["label", "text"],
    "ScarType": ["name"],
    "Fee": ["title"],
    "Complication": ["name"],
    "Term": ["name", "also_called", "definition"],
    "Page": ["title", "description", "introduction"],
    "Practice": ["speciality"],
    "Qualification": ["text"],
}
EMERGENCY_NUMBERS = re.compile(r"\b(112|15)\b")
NUMBER_WORDS = (
    r"\b(une?|deux|trois|quatre|cinq|six|dix|douze|quinze|vingt"
    r"|one|two|three|four|five|six|ten|twelve|fifteen|twenty)"
    r" (heures?|jours?|semaines?|mois|ans?|années?|hours?|days?|weeks?|months?|years?)\b"
)


def test_every_row_passes_its_own_checks():
    for row in rows():
        row.full_clean()


def test_no_text_is_missing_in_a_language():
    missing = {f"{type(row).__name__} {row.pk}": missing_translations(row) for row in rows()}

    assert {row: columns for row, columns in missing.items() if columns} == {}


def test_every_reference_in_a_procedure_stands_for_something():
    references = Procedure.objects.get().references

    unknown = {text.where: references.unknown(text.value) for text in texts(*PARTS)}

    assert {where: keys for where, keys in unknown.items() if keys} == {}


def test_every_reference_on_a_page_stands_for_something():
    unknown = {text.where: text.row.references.unknown(text.value) for text in texts(Page)}

    assert {where: keys for where, keys in unknown.items() if keys} == {}


def test_texts_that_are_printed_as_they_stand_hold_no_reference():
    held = {
        text.where
        for text in texts()
        if text.column.rsplit("_", 1)[0] in PRINTED_AS_THEY_STAND.get(type(text.row).__name__, [])
        if keys_in(text.value)
    }

    assert held == set()


def test_every_fact_that_no_patient_would_read_is_gone():
    """A number that nothing refers to is a number that nobody keeps right."""
    said = set().union(*(keys_in(text.value) for text in texts()))
    steps = Step.objects.all()
    said |= {fact.key for step in steps for fact in (step.begins, step.ends) if fact}
    said |= set(Fact.objects.exclude(fee=None).values_list("key", flat=True))
    said |= set(Fact.objects.exclude(group="").values_list("key", flat=True))

    assert set(Fact.objects.values_list("key", flat=True)) - said == set()


def test_sanitising_leaves_every_running_text_as_it_is():
    changed = {
        text.where
        for text in texts()
        if isinstance(field := text.row._meta.get_field(text.column), RunningTextField)
        if field.clean(text.value, text.row) != text.value
    }

    assert changed == set()


def test_a_running_text_loses_what_it_may_not_hold():
    field = Page._meta.get_field("body_fr")

    cleaned = field.clean(
        '<p onclick="x()">Un <strong>mot</strong><script>x()</script></p>', Page()
    )

    assert cleaned == "<p>Un <strong>mot</strong></p>"


def test_a_link_in_a_running_text_leads_to_a_page_and_to_nothing_that_runs():
    field = Page._meta.get_field("body_fr")
    addresses = ["javascript:x()", " JaVaScript:x()", "data:text/html,x", "vbscript:x"]
    kept = '<a href="https://a.example">e</a> <a href="/fr/">f</a>'

    cleaned = field.clean("".join(f'<a href="{a}">x</a>' for a in addresses) + kept, Page())

    assert cleaned == "<a>x</a>" * 4 + kept


def test_every_figure_of_a_procedure_is_said_by_a_fact():
    """Digits stand in facts and in what a source is about; only emergency numbers elsewhere."""
    repeated = {
        text.where: found
        for text in texts(*PARTS)
        if not isinstance(text.row, (Fact, Source))
        if (words := REFERENCE.sub(r" \g<words> ", strip_tags(text.value)))
        if (found := re.findall(r"\S*\d\S*", EMERGENCY_NUMBERS.sub("", words)))
    }

    assert repeated == {}


def test_no_duration_is_written_in_words():
    found = {
        text.where: re.findall(NUMBER_WORDS, text.value, re.IGNORECASE) for text in texts(*PARTS)
    }

    assert {where: durations for where, durations in found.items() if durations} == {}


def test_the_words_of_a_fact_hold_no_digit():
    assert [text.where for text in texts(Fact) if re.search(r"\d", text.value)] == []


def test_every_published_figure_says_what_was_counted_among_how_many():
    bare = [
        figure
        for figure in Figure.objects.all()
        if not (figure.counted_fr and figure.counted_en and figure.size)
    ]

    assert bare == []
