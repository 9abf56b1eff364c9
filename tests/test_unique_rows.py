"""What may be there only once: keys, addresses, chapters, pages, the practice."""

import pytest

from clinic_site.practice.models import Page, Practice

from .builders import (
    make_complication,
    make_fact,
    make_procedure,
    make_scar_type,
    make_section,
    make_source,
    make_term,
)
from .refusals import database_refuses, refusals

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (make_fact, "Another fact of this procedure has this key."),
        (make_source, "Another source of this procedure has this key."),
        (make_scar_type, "Another scar of this procedure has this key."),
        (make_complication, "Another complication of this procedure has this key."),
        (make_section, "Another section of this procedure has this anchor."),
    ],
)
def test_a_key_is_used_once_in_a_procedure_and_again_in_another(make, message):
    procedure = make_procedure()
    make(procedure, key="taken")
    row = make(procedure, key="free")

    assert refusals(row, key="taken") == {"__all__": [message]}
    assert database_refuses(row)
    make(make_procedure(slug_fr="autre", slug_en="other"), key="taken").full_clean()


def test_a_glossary_word_has_a_key_of_its_own():
    make_term(key="taken")
    term = make_term(key="free")

    assert refusals(term, key="taken") == {"key": ["Glossary word with this Key already exists."]}
    assert database_refuses(term)


def test_what_a_section_shows_is_shown_once_and_nothing_as_often_as_one_likes():
    procedure = make_procedure()
    make_section(procedure, key="first", shows="facts")
    make_section(procedure, key="second", shows="")
    section = make_section(procedure, key="third", shows="")

    assert refusals(section, shows="facts") == {"__all__": ["Another section already shows this."]}
    assert database_refuses(section)


@pytest.mark.parametrize(("language", "taken"), [("fr", "lifting"), ("en", "lift")])
def test_two_procedures_cannot_share_an_address_in_one_language(language, taken):
    make_procedure(slug_fr="lifting", slug_en="lift")
    other = make_procedure(slug_fr="autre", slug_en="other")
    column = f"slug_{language}"

    message = f"Procedure with this Address [{language}] already exists."
    assert refusals(other, **{column: taken}) == {column: [message]}
    assert database_refuses(other)


def test_the_same_address_in_both_languages_is_allowed():
    make_procedure(slug_fr="lifting", slug_en="lifting").full_clean()


def test_there_is_one_practice(first_content):
    second = Practice.objects.get()

    assert refusals(second, pk=2) == {"__all__": ["There is one practice."]}
    assert database_refuses(second)


def test_there_is_one_page_of_each_kind(first_content):
    page = Page.objects.get(key="contact")

    assert refusals(page, key="home") == {"key": ["Page with this Page already exists."]}
    assert database_refuses(page)
