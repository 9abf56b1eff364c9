"""Rows that do not hold together are refused, in words for people and by the database."""

import pytest
from django.core.management import call_command

from .builders import (
    bilingual,
    make_complication,
    make_fact,
    make_fee,
    make_figure,
    make_procedure,
    make_question,
    make_scar_type,
    make_section,
    make_source,
    make_step,
    make_term,
    make_warning_sign,
)
from .refusals import database_refuses, refusals

pytestmark = pytest.mark.django_db

NEEDS_UNIT = "A number needs a unit, and a unit a number."
SAYS_NOTHING = "Give a number, or words in both languages."
WITHOUT_NUMBER = {"lower": None, "upper": None, "unit": ""}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"lower": 7, "upper": 6}, "“From” must not exceed “to”."),
        ({"lower": 6, "upper": 6, "unit": ""}, NEEDS_UNIT),
        ({**WITHOUT_NUMBER, **bilingual(text="Words"), "unit": "week"}, NEEDS_UNIT),
        ({**WITHOUT_NUMBER, **bilingual(text="Words"), "upper": 6}, "“To” needs a “from”."),
        (WITHOUT_NUMBER, SAYS_NOTHING),
        ({**WITHOUT_NUMBER, "text_fr": "Mots", "text_en": ""}, SAYS_NOTHING),
        ({**WITHOUT_NUMBER, "text_fr": "", "text_en": "Words"}, SAYS_NOTHING),
    ],
)
def test_a_fact_that_does_not_hold_together_is_refused(changes, message):
    fact = make_fact(make_procedure())

    assert refusals(fact, **changes) == {"__all__": [message]}
    assert database_refuses(fact)


@pytest.mark.parametrize(
    "changes",
    [
        {"lower": 6, "upper": 6},
        {"lower": 4, "upper": 6},
        {"lower": 0, "upper": 0},
        {"lower": 15, "upper": None},
        {**WITHOUT_NUMBER, **bilingual(text="Words")},
        {**bilingual(text="about {value}")},
    ],
)
def test_a_number_a_range_an_open_range_or_words_make_a_fact(changes):
    make_fact(make_procedure(), **changes).full_clean()


@pytest.mark.parametrize("key", ["Garment", "a b", "a--b", "-a", "a-", "a_b", "é", "a\n", "a]]"])
def test_a_key_that_texts_could_not_refer_to_is_refused(key):
    fact = make_fact(make_procedure())

    message = "Use small letters, digits and single hyphens, such as “off-work”."
    assert refusals(fact, key=key) == {"key": [message]}


@pytest.mark.parametrize(
    ("rate", "message"),
    [
        ("-0.1", "Ensure this value is greater than or equal to 0."),
        ("100.1", "Ensure this value is less than or equal to 100."),
    ],
)
def test_a_rate_lies_between_0_and_100(rate, message):
    procedure = make_procedure()
    figure = make_figure(make_complication(procedure), make_source(procedure))

    assert refusals(figure, rate=rate) == {"rate": [message]}
    assert database_refuses(figure)


def test_a_figure_says_what_was_counted():
    procedure = make_procedure()
    figure = make_figure(make_complication(procedure), make_source(procedure))

    assert refusals(figure, counted_fr="") == {"counted_fr": ["This field cannot be blank."]}


def test_a_complete_row_of_each_kind_is_accepted():
    procedure = make_procedure()
    fact, source = make_fact(procedure), make_source(procedure)
    complication = make_complication(procedure)

    for row in [
        procedure,
        fact,
        source,
        complication,
        make_section(procedure),
        make_scar_type(procedure),
        make_step(procedure, begins=fact, ends=fact),
        make_figure(complication, source),
        make_warning_sign(procedure),
        make_fee(procedure, fact),
        make_question(procedure),
        make_term(),
    ]:
        row.full_clean()


def test_no_migration_is_pending():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
