"""All that the first content says to patients, in whatever form, by place and language."""

from collections.abc import Iterator

from django.template.loader import render_to_string
from django.utils.translation import override

from clinic_site.contact.writing import acknowledgement
from clinic_site.editions.content import Manuscript
from clinic_site.practice.models import Practice
from procedures.models import Procedure

from .calendar_page import FILE, OPERATION, PAGE, typed_for
from .enquiries import make_enquiry
from .leaflet_pdf import EDITION
from .markup import elements, text_of
from .site_pages import CONTACT, all_pages, language_of

LANGUAGES = ["fr", "en"]
SPOKEN = ["content", "aria-label", "alt", "title", "placeholder", "value"]


def said_by(html: str) -> str:
    """What a page says: on it, in its title, to search engines and to screen readers."""
    attributes = [element.attributes.get(name, "") for element in elements(html) for name in SPOKEN]
    return "\n".join([text_of(html, "html"), *attributes])


def public_texts(client) -> dict[tuple[str, str], str]:
    """Every text that a patient can be given, by what it is called here and its language."""
    return {
        (where, language): text for where, language, text in [*_pages(client), *_others(client)]
    }


def _pages(client) -> Iterator[tuple[str, str, str]]:
    for address, html in all_pages(client).items():
        yield address, language_of(address), said_by(html)


def _others(client) -> Iterator[tuple[str, str, str]]:
    for language, contact in zip(LANGUAGES, CONTACT, strict=True):
        spoken = {"accept-language": language}
        nothing = client.get(f"/{language}/nothing/", headers=spoken)
        yield "page that does not exist", language, said_by(nothing.text)
        yield "form refused", language, said_by(client.post(contact, {"name": ""}).text)
        past = client.post(PAGE[language], typed_for(OPERATION))
        yield "calendar for a date", language, said_by(past.text)
        file = client.post(FILE[language], typed_for(OPERATION)).text
        yield "calendar file", language, file.replace("\r\n ", "").replace("\\n", "\n")
        with override(language):
            yield "leaflet", language, said_by(_leaflet())
            yield "server error", language, said_by(render_to_string("500.html"))
        thanks = acknowledgement(make_enquiry(language=language), Manuscript(EDITION))
        yield "acknowledgement", language, f"{thanks.subject}\n{thanks.body}"


def _leaflet() -> str:
    """The page that a leaflet is printed from: all that it says, and no PDF is needed."""
    rows = {
        "procedure": Procedure.objects.with_page_content().get(),
        "practice": Practice.objects.get(),
        "edition": EDITION,
        "address": "https://clinic.example/",
    }
    return render_to_string("procedures/leaflet.html", rows)
