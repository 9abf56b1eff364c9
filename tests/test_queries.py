"""A page asks the database as often however much there is to show."""

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
from .markup import elements
from .site_pages import in_both_languages

pytestmark = pytest.mark.django_db

SHOWS = ["facts", "scars", "before", "after", "warning_signs", "complications", "fees"]
PATHS = {"fr": "/fr/interventions/operation/", "en": "/en/procedures/procedure/"}
DRAWINGS = ["horizontal", "vertical", "combined"]


def fill(procedure, count: int) -> None:
    """`count` rows of each kind; texts that refer to facts, sources and terms."""
    for place, shown in enumerate([*SHOWS, "day", "questions", "sources"]):
        make_section(procedure, key=shown.replace("_", "-"), shows=shown, position=place)
    for number in range(count):
        key = f"row-{number}"
        body = bilingual(body=f"<p>[[fact-{key}]] [[source-{key}]] [[term-{key}|word]]</p>")
        make_section(procedure, key=key, **body)
        fact = make_fact(procedure, key=f"fact-{key}", group="after")
        source = make_source(procedure, key=f"source-{key}")
        make_term(key=f"term-{key}")
        make_scar_type(procedure, key=key, drawing=DRAWINGS[number])
        for phase in ("before", "day", "after"):
            make_step(procedure, phase=phase, begins=fact, ends=fact)
        complication = make_complication(procedure, key=key)
        for _figure in range(count):
            make_figure(complication, source, **bilingual(group=f"[[fact-{key}]]"))
        for level in ("normal", "call", "emergency"):
            make_warning_sign(procedure, level=level)
        make_fee(procedure, fact)
        make_question(procedure)
        make_question(procedure, answer_fr="", answer_en="")


@in_both_languages
@pytest.mark.parametrize("count", [1, 3])
def test_the_procedure_s_page_needs_as_many_queries_however_long(
    client, django_assert_num_queries, first_practice, language, count
):
    fill(make_procedure(), count)

    # The procedure, nine kinds of parts, the figures, the glossary and the practice.
    with django_assert_num_queries(13):
        html = client.get(PATHS[language]).text

    rows = [element for element in elements(html) if element.has_class("steps__item")]
    assert len(rows) == 3 * count


@in_both_languages
@pytest.mark.parametrize("count", [1, 3])
def test_the_home_page_needs_as_many_queries_however_many_procedures(
    client, django_assert_num_queries, first_practice, language, count
):
    for number in range(count):
        procedure = make_procedure(
            slug_fr=f"operation-{number}",
            slug_en=f"procedure-{number}",
            **bilingual(summary="[[fact]] [[term]]"),
        )
        make_fact(procedure, key="fact")
    make_term(key="term")

    # The page, the procedures, their facts and sources, the glossary, the practice and its
    # qualifications.
    with django_assert_num_queries(7):
        html = client.get(f"/{language}/").text

    assert len([item for item in elements(html) if item.has_class("procedures__item")]) == count


@in_both_languages
@pytest.mark.parametrize("count", [1, 3])
def test_the_glossary_needs_as_many_queries_however_many_words(
    client, django_assert_num_queries, first_practice, language, count
):
    for number in range(count):
        make_term(key=f"term-{number}")

    with django_assert_num_queries(3):  # the page, its words, the practice
        html = client.get({"fr": "/fr/glossaire/", "en": "/en/glossary/"}[language]).text

    assert len([item for item in elements(html) if item.has_class("glossary__item")]) == count


@pytest.fixture
def first_practice(db):
    """The practice and its pages, without a procedure."""
    call_command("loaddata", "practice", verbosity=0)
