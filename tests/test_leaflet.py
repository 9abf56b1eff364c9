"""The leaflet says what the page says, on numbered pages that name their edition."""

import pytest

from procedures.models import Procedure

from .builders import make_fact, make_procedure, make_section
from .leaflet_pdf import bookmarks, first_leaflet, leaflet, letters, read, texts
from .markup import Element, text_of
from .site_pages import PROCEDURE, in_both_languages, read_procedure

CONTROLS = {"nav", "svg", "noscript", "label"}
ON_SCREEN_ONLY = ["chapter__anchor", "term__explanation", "opening__note", "opening__actions"]
FOOT = {
    "fr": "Dr Vincent Masson · Lifting des cuisses · Édition 7 du 22 novembre 2026",
    "en": "Dr Vincent Masson · Thigh lift · Edition 7 of 22 November 2026",
}


@pytest.fixture(autouse=True)
def _leaflets(settings):
    settings.LEAFLETS = True


def on_screen_only(element: Element) -> bool:
    control = element.tag == "button" and not element.has_class("term")
    return control or element.tag in CONTROLS or any(map(element.has_class, ON_SCREEN_ONLY))


@in_both_languages
def test_every_word_of_the_page_is_in_the_leaflet(first_content, client, language):
    client.medically_reviewed_on = None
    html = read_procedure(client, language)
    pages = (text.rpartition("\n")[0] for text in texts(first_leaflet(language)))  # less the foot
    printed = "".join(map(letters, pages))

    lines = text_of(html, "main", without=on_screen_only).split("\n")
    lines = [line for line in lines if "Edition 1" not in line and "Édition 1" not in line]
    assert len(lines) > 250
    assert [line for line in lines if letters(line) not in printed] == []


@in_both_languages
def test_each_page_names_its_edition_and_its_number(first_content, language):
    made = first_leaflet(language)

    assert [text.rpartition("\n")[2] for text in texts(made)] == [
        f"{FOOT[language]} {number} / {made.pages}" for number in range(1, made.pages + 1)
    ]


@in_both_languages
def test_the_leaflet_weighs_at_most_500_kb(first_content, language):
    assert len(first_leaflet(language).body) <= 500 * 1024


@in_both_languages
def test_bookmarks_lead_to_the_chapters_and_their_parts(first_content, language):
    procedure = Procedure.objects.with_page_content().get()
    found = bookmarks(first_leaflet(language))

    assert found[0] == (1, getattr(procedure, f"name_{language}"))
    assert [title for level, title in found if level == 2] == [
        getattr(section, f"title_{language}") for section in procedure.section_set.all()
    ]
    assert len([title for level, title in found if level == 3]) > 60


def test_the_file_says_what_it_is(first_content):
    info = read(first_leaflet("en")).metadata

    assert (info.title, info.author) == ("Thigh lift · Dr Vincent Masson", "Dr Vincent Masson")
    assert info.creation_date.date().isoformat() == "2026-11-22"


def test_the_first_page_says_who_published_it_when_and_where(first_content):
    first = " ".join(texts(first_leaflet("en"))[0].split())

    assert "Published by Dr Vincent Masson. Edition 7 of 22 November 2026." in first
    assert "Medically reviewed on 1 November 2026." in first
    assert letters("https://clinic.example" + PROCEDURE[1]) in letters(first)


def test_links_inside_lead_inside_and_others_lead_to_the_site(first_content):
    links = [
        note.get_object()
        for page in read(first_leaflet("en")).pages
        for note in page.get("/Annots", [])
    ]
    places = read(first_leaflet("en")).named_destinations
    outside = {link["/A"]["/URI"] for link in links if "/A" in link}

    assert {link["/Dest"] for link in links if "/Dest" in link} - set(places) == set()
    assert {url for url in outside if not url.startswith(("https://", "tel:"))} == set()


def test_a_changed_fact_changes_the_leaflet_and_nothing_else_does(db):
    procedure = make_procedure()
    fact = make_fact(procedure, lower=6, upper=6, unit="week", group="after")
    make_section(procedure, shows="facts")
    before = leaflet("en")

    assert leaflet("en") == before
    assert "6 weeks" in texts(before)[1]
    fact.upper = 8
    fact.save()
    assert "6 to 8 weeks" in texts(leaflet("en"))[1]
