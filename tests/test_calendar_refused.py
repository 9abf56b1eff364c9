"""What cannot be a date or a time is explained at its field, and kept as it was typed."""

import pytest
from django.utils.html import escape

from .calendar_page import PAGE, errors, kept, on_10_may, typed
from .contact_page import Elements
from .markup import text_of
from .site_pages import in_both_languages

pytestmark = [pytest.mark.usefixtures("first_content"), on_10_may]

NO_DAY = {
    "fr": "Indiquez une date qui existe, comme 15/06/2027.",
    "en": "Give a date that exists, such as 15/06/2027.",
}
FAR = {
    "fr": "Vérifiez l’année\xa0: cette date est à plus de dix ans d’ici.",
    "en": "Check the year: this day is more than ten years away.",
}
NO_TIME = {"fr": "Indiquez une heure comme 7:30.", "en": "Give a time such as 7:30."}
SKIPPED = {
    "fr": "Cette nuit-là, on avance les horloges\xa0: cette heure n’existe pas.",
    "en": "That night clocks go forward, and this time does not exist.",
}
REQUIRED = {
    "fr": "Indiquez la date de votre intervention.",
    "en": "Give the date of your operation.",
}


@pytest.mark.parametrize(
    ("answers", "refused"),
    [
        (typed(""), {"day": REQUIRED}),
        (typed("31/02/2027"), {"day": NO_DAY}),
        (typed("٠١/٠٦/٢٠٢٧"), {"day": NO_DAY}),
        (typed("29/02/2027"), {"day": NO_DAY}),
        (typed("2027-02-29"), {"day": NO_DAY}),
        (typed("06/15/2027"), {"day": NO_DAY}),
        (typed("demain"), {"day": NO_DAY}),
        (typed("2027-06-15T00:00"), {"day": NO_DAY}),
        (typed("0000-00-00"), {"day": NO_DAY}),
        (typed("2027-06-15\x00"), {"day": NO_DAY}),
        (typed("\x00"), {"day": NO_DAY}),
        (typed("1" * 10_000), {"day": NO_DAY}),
        (typed('"><script>alert(1)</script>'), {"day": NO_DAY}),
        (typed("{{ day }} [[garment]] %s"), {"day": NO_DAY}),
        (typed("2206-06-15"), {"day": FAR}),
        (typed("15/06/0027"), {"day": FAR}),
        (typed("9999-12-31"), {"day": FAR}),
        (typed("0001-01-01"), {"day": FAR}),
        (typed(arrival="25:00"), {"arrival": NO_TIME}),
        (typed(arrival="24:00"), {"arrival": NO_TIME}),
        (typed(arrival="tôt le matin"), {"arrival": NO_TIME}),
        (typed(arrival="7\x0030"), {"arrival": NO_TIME}),
        (typed("2027-03-28", arrival="02:30"), {"arrival": SKIPPED}),
        (typed(quote="bientôt"), {"quote": NO_DAY}),
        (typed(quote="2206-06-15"), {"quote": FAR}),
        (
            typed("31/02/2027", arrival="25:00", quote="demain"),
            {"day": NO_DAY, "arrival": NO_TIME, "quote": NO_DAY},
        ),
    ],
)
@in_both_languages
def test_what_cannot_be_is_explained_at_its_field_and_kept(client, language, answers, refused):
    response = client.post(PAGE[language], answers)

    page = Elements(response)
    assert response.status_code == 200
    assert errors(page) == {name: message[language] for name, message in refused.items()}
    assert kept(page) == answers
    for name, message in refused.items():
        assert page.notes(page.first(id=f"id_{name}"))[-1].endswith(message[language])
    title = page.first(tag="title")["text"].strip()
    assert title.startswith({"fr": "Erreur\xa0: ", "en": "Error: "}[language])
    assert (
        text_of(response.text, "h1") == {"fr": "Votre calendrier", "en": "Your calendar"}[language]
    )


def test_what_is_typed_is_escaped(client):
    script = '"><script>alert(1)</script>'

    page = client.post(PAGE["fr"], typed(script)).text

    assert script not in page
    assert escape(script) in page


def test_an_empty_field_is_asked_for(client):
    for answers in ({}, typed(""), typed("  ")):
        page = Elements(client.post(PAGE["en"], answers))

        assert errors(page) == {"day": REQUIRED["en"]}


def test_the_browsers_own_field_is_offered_where_it_can_show_what_was_typed(client):
    def kinds(**answers):
        page = Elements(client.post(PAGE["fr"], typed(**answers)))
        return [page.first(id=f"id_{name}")["type"] for name in ("day", "arrival", "quote")]

    assert kinds(day="") == ["date", "time", "date"]
    assert kinds(arrival="07:30", quote="2027-05-01") == ["date", "time", "date"]
    assert kinds(day="1/6/2027", arrival="7h30", quote="demain") == ["text", "text", "text"]
