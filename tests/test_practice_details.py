"""What is unknown about the practice is not shown; what staff fill in is."""

import re

import pytest
from django.utils.html import escape

from clinic_site.practice.models import Page, Practice
from clinic_site.translations import columns_of
from procedures.models import Complication, Procedure

from .markup import elements, text_of
from .site_pages import CONTACT, all_pages, faults, in_both_languages, read, read_procedure

pytestmark = pytest.mark.usefixtures("first_content")

PHONES = {"phone": "+33 1 42 34 56 78", "host_phone": "+33 9 72 10 10 07"}
LEGAL = {"fr": "/fr/mentions-legales/", "en": "/en/legal-notice/"}


def fill_in_everything() -> dict[str, dict[str, str]]:
    """Fill every field that launch waits for; what each should show, by language and field."""
    practice = Practice.objects.get()
    shown = {"fr": {}, "en": {}}
    for name in [*practice.asked_by_law, *practice.advised]:
        for column in columns_of(practice, name):
            value = PHONES.get(name) or f"{column}-filled"[:20]
            value = {
                "email": "desk@clinic.example",
                "booking_url": "https://book.example/masson",
                "rpps": "10001234567",
            }.get(name, value)
            setattr(practice, column, value)
            for language in shown:
                if column == name or column.endswith(f"_{language}"):
                    shown[language][name] = value
    practice.full_clean()
    practice.save()
    return shown


def empty_lines(html: str) -> list[str]:
    """Each label or detail of a page's lists that holds no words."""
    found = re.findall(r"<(?:dt|dd)\b.*?</(?:dt|dd)>", html, re.DOTALL)
    return [line for line in found if not text_of(line, "dt") and not text_of(line, "dd")]


def calls(html: str) -> set[str]:
    """The addresses of links that dial or write."""
    links = {element.attributes["href"] for element in elements(html, "a")}
    return {link for link in links if link.startswith(("tel:", "mailto:"))}


def test_what_is_unknown_leaves_no_empty_line(client):
    assert empty_lines("<dl><dt>RPPS</dt><dd> </dd></dl>") == ["<dd> </dd>"]
    assert faults(client, lambda html, address: empty_lines(html)) == {}


def test_an_optional_text_left_empty_leaves_no_empty_line(client):
    for model, optional in (
        (Complication, ["frequency", "exposed", "treatment", "figures_note"]),
        (Procedure, ["also_called"]),
        (Page, ["introduction", "body"]),
    ):
        columns = [f"{name}_{language}" for name in optional for language in ("fr", "en")]
        model.objects.update(**dict.fromkeys(columns, ""))

    assert empty_lines(read_procedure(client, "en")) == []
    assert empty_lines(read(client, CONTACT[0])) == []


def test_no_telephone_and_no_mail_is_invented(client):
    def invented(html, address):
        return calls(html) - {"tel:112", "tel:15"}

    assert faults(client, invented) == {}


@in_both_languages
def test_every_detail_that_staff_fill_in_is_shown(client, language):
    expected = fill_in_everything()[language]

    text = read(client, f"/{language}/") + read(client, LEGAL[language])

    assert {name for name, value in expected.items() if escape(value) not in text} == set()


@in_both_languages
def test_a_detail_of_the_other_language_is_not_shown(client, language):
    fill_in_everything()
    other = {"fr": "_en-filled", "en": "_fr-filled"}[language]

    assert other not in read(client, f"/{language}/") + read(client, LEGAL[language])


@in_both_languages
def test_the_telephone_can_be_dialled_where_patients_are_told_to_call(client, language):
    html = read_procedure(client, language)
    assert calls(html) == {"tel:112", "tel:15"}

    fill_in_everything()
    html = read_procedure(client, language)

    assert calls(html) == {
        "tel:112",
        "tel:15",
        "tel:+33-1-42-34-56-78",
        "mailto:desk@clinic.example",
    }
    to_call = html.split("signs__group--call")[1].split("</section>")[0]
    assert calls(to_call) == {"tel:+33-1-42-34-56-78"}
    assert text_of(to_call, "a") == "+33 1 42 34 56 78"


def test_the_emergency_numbers_stand_on_every_page(client):
    missing = [
        address
        for address, html in all_pages(client).items()
        if "112" not in text_of(html, "footer") or "15" not in text_of(html, "footer")
    ]

    assert missing == []
