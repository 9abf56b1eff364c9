"""A fact that staff change is the same everywhere, once it is published."""

from io import BytesIO

from pypdf import PdfReader

from clinic_site.contact.models import Message
from procedures.models import Fact

from .admin_editions import PUBLISH, streamed
from .admin_form import name_of, opened, saved
from .contact_page import FORM, Elements, typed
from .leaflet_pdf import letters, require_leaflets
from .markup import text_of
from .site_pages import CALENDAR, PROCEDURE

OPERATION = {"day": "2027-06-12"}
# How many months before the operation to stop smoking: in words, and as the day it is.
BEFORE = {
    "fr": ("au moins 1 mois avant", "Mercredi 12 mai", "20270512"),
    "en": ("at least 1 month before", "Wednesday 12 May", "20270512"),
}
AFTER = {
    "fr": ("au moins 2 mois avant", "Lundi 12 avril", "20270412"),
    "en": ("at least 2 months before", "Monday 12 April", "20270412"),
}


def told(visitor, language: str) -> dict[str, str]:
    """What a visitor reads wherever the fact is said."""
    place = ["fr", "en"].index(language)
    page = visitor.get(PROCEDURE[place]).text
    leaflet = next(e["href"] for e in Elements(visitor.get(PROCEDURE[place])).found if is_pdf(e))
    file = {"fr": "calendrier.ics", "en": "calendar.ics"}[language]
    form = Elements(visitor.get(FORM[language]))
    token = form.first(name="csrfmiddlewaretoken")["value"]
    stamp = form.first(name="stamp")["value"]
    number = Message.objects.count()  # another person each time: one is thanked once in an hour
    answers = typed(csrfmiddlewaretoken=token, stamp=stamp, email=f"zoe{number}@example.com")
    visitor.post(FORM[language], answers, REMOTE_ADDR=f"192.0.2.{number}")
    pdf = PdfReader(BytesIO(visitor.get(leaflet).content))
    return {
        "page": text_of(page, "main"),
        "checklist": text_of(visitor.get(CALENDAR[place]).text, "main"),
        "leaflet": "".join(page.extract_text() for page in pdf.pages),
        "mail": Message.objects.filter(kind=Message.Kind.ACKNOWLEDGEMENT).latest("pk").body,
        "answer": text_of(visitor.post(CALENDAR[place], OPERATION).text, "main"),
        "file": visitor.post(f"{CALENDAR[place]}{file}", OPERATION).text,
    }


def is_pdf(element: dict) -> bool:
    return element.get("type") == "application/pdf"


def says(told: dict[str, str], words: str, day: str, start: str) -> list[bool]:
    """Whether each place says the fact: in words, as a day, as the start of an entry."""
    in_words = ("page", "checklist", "leaflet", "mail")
    said = [letters(words).lower() in letters(told[place]).lower() for place in in_words]
    return [*said, day in told["answer"], f"DTSTART;VALUE=DATE:{start}" in told["file"]]


def test_a_changed_fact_changes_page_checklist_leaflet_mail_calendar_and_file(
    admin_client, visitor, first_content, collected, settings
):
    settings.LEAFLETS = True
    require_leaflets()
    streamed(admin_client.post(PUBLISH, {}))
    before = {language: told(visitor, language) for language in BEFORE}

    values = opened(admin_client)
    fact = Fact.objects.get(key="smoking-before")
    changed = {name_of(values, fact, "lower"): "2", name_of(values, fact, "upper"): "2"}
    assert saved(admin_client, values | changed).status_code == 302
    unpublished = {language: told(visitor, language) for language in BEFORE}
    streamed(admin_client.post(PUBLISH, {}))
    after = {language: told(visitor, language) for language in AFTER}

    for language in ("fr", "en"):
        assert says(before[language], *BEFORE[language]) == [True] * 6
        assert says(unpublished[language], *BEFORE[language]) == [True] * 6
        assert says(after[language], *AFTER[language]) == [True] * 6
        assert says(after[language], *BEFORE[language]) == [False] * 6
