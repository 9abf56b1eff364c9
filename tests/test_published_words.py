"""What the public pages say, as patients read them, and what they may never say."""

import re
from datetime import date

import pytest

from .markup import Element, elements, text_of
from .readability import reading_ease, words
from .site_pages import faults, in_both_languages, language_of, read_procedure

pytestmark = pytest.mark.usefixtures("first_content")

# The law and the Order of physicians forbid all this on a physician's site.
FORBIDDEN = {
    "fr": r"témoign|avis de patient|\bmeilleure?s?\b|\bleaders?\b|numéro un\b|n° ?1\b|renomm|réput"
    r"|\bexpert|remises?\b|rabais|soldes?\b|promo|offre spéciale|cadeau|gratuit|garanti"
    r"|sans risque|sans douleur|sans cicatrice|indolore|miracle"
    r"|\brésultats? (?:assuré|certain|parfait)"
    r"|avant\W{1,3}après|dernières? places?|vite\b|ados?\b|adolescent|rajeun",
    "en": r"testimon|patient reviews?|\bbest\b|\bleading\b|number one\b|no\. ?1\b|renown|reput"
    r"|\bexpert|discount|\bsales?\b|promo|special offer|\bgifts?\b|\bfree of|for free|guarant"
    r"|risk-free|painless|scarless|no pain|miracle|\b(?:perfect|certain|assured) results?"
    r"|before\W{1,3}(?:and\W{1,3})?after\b.*(?:photo|picture)|last places?|hurry\b|teenage|rejuven",
}
ALLOWED = {
    "Vous ne verrez ici ni avis de patients, ni photos « avant-après ».",
    "You will find no patient reviews here, and no “before and after” photographs.",
    "La démarche est gratuite.",  # of the Défenseur des droits
    "Its help is free of charge.",
    "There is no hurry.",
}
UNCONFIRMED = (
    r"à confirmer|à vérifier|to be confirmed|to confirm|to be verified|\bTODO\b|\bTBC\b|\?\?"
)
REVIEWED = (
    r"\brelue?s? (?:le|par)|relecture|validée? (?:le|par)|medically reviewed|reviewed (?:on|by)"
)
# Beside the running text: controls, drawings, lists of figures and dates, references.
CONTROLS = {"nav", "svg", "figure", "table", "label", "noscript"}
LISTS = ["facts", "figures", "figures-table", "sources", "steps__when", "updated", "signs__call"]
ASIDES = ["chapter__anchor", "term__explanation", "cite", *LISTS]


def beside_the_text(element: Element) -> bool:
    control = element.tag == "button" and not element.has_class("term")
    return control or element.tag in CONTROLS or any(map(element.has_class, ASIDES))


def sentences_of(html: str) -> list[str]:
    """All that a page says: on it, to search engines and to screen readers."""
    said = ["content", "aria-label", "alt", "title", "placeholder"]
    attributes = [element.attributes.get(name, "") for element in elements(html) for name in said]
    return re.split(r"(?<=[.!?])\s+|\n", "\n".join([text_of(html, "html"), *attributes]))


def matching(html: str, pattern: str) -> set[str]:
    """The sentences of a page that match and are not allowed."""
    said = {sentence for sentence in sentences_of(html) if re.search(pattern, sentence, re.I)}
    return said - ALLOWED


def test_nothing_is_said_that_a_physician_s_site_may_not_say(client):
    def forbidden(html, address):
        return matching(html, FORBIDDEN[language_of(address)])

    assert faults(client, forbidden) == {}


@pytest.mark.parametrize(
    ("language", "breach"),
    [
        ("fr", "Le meilleur chirurgien de Paris"),
        ("fr", "Photos avant / après"),
        ("fr", "Témoignages"),
        ("fr", "Un résultat garanti"),
        ("fr", "Remise de 10 %"),
        ("en", "The best surgeon in Paris"),
        ("en", "Before-and-after pictures"),
        ("en", "Testimonials"),
        ("en", "A guaranteed result"),
        ("en", "A leading clinic"),
    ],
)
def test_a_breach_would_be_found_in_text_and_in_attributes(language, breach):
    pages = [f"<html><p>{breach}</p></html>", f'<html><meta content="{breach}"></html>']

    assert [matching(html, FORBIDDEN[language]) for html in pages] == [{breach}, {breach}]


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
    assert sentence in sentences_of(html)
    assert matching(html, REVIEWED) == {sentence}


@in_both_languages
def test_the_page_is_neither_thin_nor_endless(client, language):
    text = text_of(read_procedure(client, language), "main", without=beside_the_text)

    assert 2300 <= len(words(text, language)) <= 2900


@pytest.mark.parametrize(("language", "least"), [("fr", 55), ("en", 60)])
def test_the_running_text_is_easy_to_read_with_a_margin_of_two(client, language, least):
    text = text_of(read_procedure(client, language), "main", without=beside_the_text)
    # Headings and other lines that are no sentence would flatter the result.
    running = "\n".join(
        line for line in text.split("\n") if line.endswith((".", "?", "!", ":", ";"))
    )

    assert len(words(running, language)) > 2000
    assert reading_ease(running, language) >= least + 2
