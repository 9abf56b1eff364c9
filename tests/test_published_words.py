"""What the public pages say, as patients read them."""

import re
from datetime import date

import pytest

from clinic_site.forbidden_words import sentences_of

from .markup import text_of
from .page_figures import beside_the_text, running_text
from .public_texts import said_by
from .readability import reading_ease, words
from .site_pages import faults, in_both_languages, read_procedure

pytestmark = pytest.mark.usefixtures("first_content")

UNCONFIRMED = (
    r"à confirmer|à vérifier|to be confirmed|to confirm|to be verified|\bTODO\b|\bTBC\b|\?\?"
)
REVIEWED = (
    r"\brelue?s? (?:le|par)|relecture|validée? (?:le|par)|medically reviewed|reviewed (?:on|by)"
)


def matching(html: str, pattern: str) -> set[str]:
    """The sentences of a page that match."""
    return {said for said in sentences_of(said_by(html)) if re.search(pattern, said, re.IGNORECASE)}


def test_nothing_public_says_that_it_is_awaiting_confirmation(client):
    assert faults(client, lambda html, address: matching(html, UNCONFIRMED)) == {}


def test_no_doctor_is_said_to_have_reviewed_the_page_before_one_has(client):
    assert faults(client, lambda html, address: matching(html, REVIEWED)) == {}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fr", "Relu par un médecin le 2 mai 2027."),
        ("en", "Medically reviewed on 2 May 2027."),
    ],
)
def test_once_a_doctor_has_reviewed_the_page_it_says_when(client, language, sentence):
    client.medically_reviewed_on = date(2027, 5, 2)

    html = read_procedure(client, language)
    assert sentence in sentences_of(said_by(html))
    assert matching(html, REVIEWED) == {sentence}


@in_both_languages
def test_the_page_is_neither_thin_nor_endless(client, language):
    text = text_of(read_procedure(client, language), "main", without=beside_the_text)

    assert 2300 <= len(words(text, language)) <= 2900


@pytest.mark.parametrize(("language", "least"), [("fr", 55), ("en", 60)])
def test_the_running_text_is_easy_to_read_with_a_margin_of_two(client, language, least):
    running = running_text(read_procedure(client, language))

    assert len(words(running, language)) > 2000
    assert reading_ease(running, language) >= least + 2
