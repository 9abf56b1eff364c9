"""What a physician's site may not say is said nowhere, in any form, in either language."""

import pytest

from clinic_site.forbidden_words import (
    ALLOWED,
    COMPARISON,
    GROUPS,
    MINORS,
    PICTURES,
    PROMISE,
    SUPERLATIVE,
    TESTIMONY,
    TRADE,
    URGENCY,
    Found,
    forbidden_in,
    sentences_of,
)

from .calendar_page import on_10_may
from .public_texts import public_texts, said_by

BREACHES = [
    (TESTIMONY, "fr", "Lisez les témoignages.", "témoignages"),
    (TESTIMONY, "fr", "Nos patientes satisfaites en parlent.", "patientes satisfaites"),
    (TESTIMONY, "fr", "Les avis de nos clients", ""),  # a list of words cannot find all
    (TESTIMONY, "en", "Read our patient reviews.", "patient reviews"),
    (TESTIMONY, "en", "Five-star care.", "Five-star"),
    (SUPERLATIVE, "fr", "Le meilleur chirurgien de Paris.", "meilleur"),
    (SUPERLATIVE, "fr", "Il est le plus expérimenté.", "le plus expérimenté"),
    (SUPERLATIVE, "fr", "C’est le plus souvent une anesthésie générale.", ""),
    (SUPERLATIVE, "en", "The best surgeon in Paris.", "best"),
    (SUPERLATIVE, "en", "A leading clinic.", "leading"),
    (SUPERLATIVE, "en", "The scar bestows nothing, a misleading word.", ""),
    (COMPARISON, "fr", "Contrairement à d’autres, nous écoutons.", "Contrairement à d’autres"),
    (COMPARISON, "fr", "Mieux vaut attendre.", ""),
    (COMPARISON, "en", "Cheaper than other clinics.", "Cheaper"),
    (PROMISE, "fr", "Un résultat garanti.", "garanti"),
    (PROMISE, "fr", "Une opération sans risque.", "sans risque"),
    (PROMISE, "fr", "Personne ne peut promettre un résultat.", ""),
    (PROMISE, "en", "A guaranteed result.", "guaranteed"),
    (PROMISE, "en", "We promise thighs like new.", "We promise"),
    (PROMISE, "en", "No one can promise a result.", ""),
    (TRADE, "fr", "Une remise de dix pour cent.", "remise"),
    (TRADE, "fr", "Première consultation gratuite.", "gratuite"),
    (TRADE, "en", "A discount in June.", "discount"),
    (TRADE, "en", "Drink fluids freely.", ""),
    (URGENCY, "fr", "Dernières places en juin.", "Dernières places"),
    (URGENCY, "fr", "N'attendez plus.", "N'attendez plus"),
    (URGENCY, "en", "Hurry, June is filling up.", "Hurry"),
    (URGENCY, "en", "Book now.", "Book now"),
    (MINORS, "fr", "Pour les ados aussi.", "ados"),
    (MINORS, "en", "For teenagers too.", "teenagers"),
    (PICTURES, "fr", "Photos avant / après.", "avant / après"),
    (PICTURES, "en", "Before-and-after pictures.", "Before-and-after"),
]


@on_10_may
def test_no_text_for_patients_says_what_the_law_or_the_order_forbids(first_content, client):
    texts = public_texts(client)

    found = {place: list(forbidden_in(text, place[1])) for place, text in texts.items()}
    assert {place: what for place, what in found.items() if what} == {}
    assert len(texts) == 34
    assert [place for place, text in texts.items() if len(text) < 300] == []


@pytest.mark.parametrize(("group", "language", "sentence", "words"), BREACHES)
def test_a_breach_is_found_by_whole_words(group, language, sentence, words):
    expected = [Found(group, words, sentence)] if words else []

    assert list(forbidden_in(sentence, language))[:1] == expected


def test_each_kind_is_tried_in_both_languages_and_gives_its_reason():
    tried = {(group, language) for group, language, _sentence, words in BREACHES if words}

    assert tried == {(group, language) for group in GROUPS for language in ("fr", "en")}
    assert [group for group in GROUPS if not group.reason.endswith(".")] == []


def test_a_breach_is_found_in_titles_and_alternative_texts_too():
    html = '<html><title>The best</title><meta content="Testimonials"><img alt="Discount"></html>'

    found = forbidden_in(said_by(html), "en")

    assert {what.words for what in found} == {"best", "Testimonials", "Discount"}


@on_10_may
def test_every_exception_is_a_sentence_that_patients_read(first_content, client):
    read = {
        " ".join(sentence.split())
        for text in public_texts(client).values()
        for sentence in sentences_of(text)
    }

    assert set(ALLOWED) - read == set()
    assert [said for said, reason in ALLOWED.items() if not reason] == []
