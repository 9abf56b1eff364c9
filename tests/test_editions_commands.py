"""Editions from the command line: publish, export; and an old one put back."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from clinic_site.editions.archive import read_pages
from clinic_site.editions.models import Edition
from clinic_site.editions.reprinting import put_back
from clinic_site.editions.serving import current
from clinic_site.practice.models import Page
from procedures.models import Section

from .publish import ask, publish_now
from .site_pages import ADDRESSES

pytestmark = pytest.mark.usefixtures("edition")


def test_the_command_prints_and_says_how_far_it_is(edition):
    out = StringIO()
    said = ["--note-fr=Un.", "--note-en=One.", "--reviewed-on=2026-11-20"]

    call_command("publish", *said, stdout=out)

    newest = Edition.objects.first()
    assert out.getvalue().splitlines()[-1] == "Edition 2 is published."
    assert (newest.note_fr, newest.note_en) == ("Un.", "One.")
    assert str(newest.medically_reviewed_on) == "2026-11-20"


def test_the_command_prints_the_first_edition_once(edition):
    call_command("publish", first=True)

    assert Edition.objects.count() == 1


def test_the_command_says_what_stands_in_the_way(edition):
    Section.objects.filter(key="scars").update(title_en="")

    with pytest.raises(CommandError, match="Nothing was published"):
        call_command("publish")


def test_the_command_wants_a_note_in_both_languages(edition):
    with pytest.raises(CommandError, match="both languages"):
        call_command("publish", note_fr="Un.")


def test_an_edition_is_exported_as_files_that_any_server_can_serve(edition, tmp_path):
    site = tmp_path / "site"

    call_command("edition", "export", "1", str(site), stdout=StringIO())

    files = {str(path.relative_to(site)) for path in site.rglob("*.html")}
    assert files == {f"{address[1:]}index.html" for address in ADDRESSES}
    assert (site / "fr/glossaire/index.html").read_bytes() == ask("/fr/glossaire/").body
    assert (site / "static/css/site.css.br").exists()
    assert not list(site.rglob("*.json"))


def test_an_export_never_writes_over_files(edition, tmp_path):
    (tmp_path / "kept").touch()

    with pytest.raises(CommandError, match="not empty"):
        call_command("edition", "export", "1", str(tmp_path))


def test_putting_back_prints_the_old_pages_as_a_new_edition(edition, visitor):
    Page.objects.filter(key="glossary").update(title_fr="Lexique")
    publish_now()
    assert "Lexique" in visitor.get("/fr/glossaire/").text

    again = Edition(note_fr="Retour.", note_en="Back.", published_by="Anne")
    list(put_back(edition, again))
    current.refresh()
    pages, first = read_pages(again), read_pages(edition)
    changed = {address for address in pages if pages[address] != first[address]}
    assert changed == {"fr/historique/", "en/history/"}
    assert "Lexique" not in visitor.get("/fr/glossaire/").text
    assert Page.objects.get(key="glossary").title_fr == "Lexique"
    assert (again.number, again.puts_back, again.manuscript_of) == (
        3,
        edition,
        edition.manuscript_of,
    )
    assert "Retour." in visitor.get("/fr/historique/").text
