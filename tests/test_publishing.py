"""An edition is printed whole or not at all, and says why not."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from clinic_site.editions.archive import archives, read_content, read_pages
from clinic_site.editions.content import Manuscript
from clinic_site.editions.models import Edition
from clinic_site.editions.publishing import Overtaken, publish
from clinic_site.editions.serving import current
from clinic_site.practice.models import Page, Practice
from clinic_site.rows import read_rows
from procedures.models import Procedure

from .publish import ask, publish_now
from .site_pages import ADDRESSES, CONTACT, PROCEDURE

pytestmark = pytest.mark.usefixtures("edition")


def test_an_edition_holds_every_page_and_its_number(edition):
    pages = read_pages(edition)

    assert sorted(f"/{address}" for address in pages) == sorted(ADDRESSES)
    french, english = (pages[address[1:]] for address in PROCEDURE)
    assert "Édition 1 du " in french
    assert "Edition 1 of " in english


def test_publishing_tells_how_far_it_is(edition):
    steps = list(publish(Edition()))

    assert [step.done for step in steps] == list(range(1, len(steps) + 1))
    assert {step.total for step in steps} == {len(steps)}
    assert {*ADDRESSES, "/sitemap.xml", "/manifest.webmanifest", "/robots.txt"} == {
        step.path for step in steps
    }


def test_who_is_overtaken_is_told_and_the_other_s_edition_stands(edition):
    slow = publish(Edition(published_by="Slow"))
    next(slow)
    fast = publish_now(published_by="Fast")

    with pytest.raises(Overtaken):
        list(slow)

    newest = Edition.objects.first()
    assert (newest.published_by, newest.number) == ("Fast", 2)
    assert ask("/fr/").status == "200 OK"
    assert fast.archive.name in archives().listdir("")[1]
    assert len([name for name in archives().listdir("")[1] if name.startswith("edition-2-")]) == 1


def test_the_archive_of_a_publisher_who_died_is_removed_by_the_next(edition):
    archives().save("edition-2-dead.zip", ContentFile(b""))
    archives().save("edition-9-not-yet.zip", ContentFile(b""))
    archives().save("edition-1-x.zip.before-restore-20260131-020000", ContentFile(b""))

    publish_now()

    names = set(archives().listdir("")[1])
    assert "edition-2-dead.zip" not in names
    assert names >= {"edition-9-not-yet.zip", "edition-1-x.zip.before-restore-20260131-020000"}


def test_an_edition_is_published_even_if_nothing_can_be_tidied_up_after_it(edition, monkeypatch):
    def fail(folder):
        raise OSError("no answer")

    monkeypatch.setattr(archives(), "listdir", fail)

    publish_now(published_by="Claire")

    assert Edition.objects.first().published_by == "Claire"


def test_what_is_saved_while_pages_are_printed_waits_for_the_next(edition):
    saved_from = Edition.objects.get().manuscript_of

    later = publish_now()

    assert saved_from < later.manuscript_of <= later.published_at


def test_what_is_computed_for_visitors_reads_the_edition(edition, visitor):
    Practice.objects.update(name="Dr Unpublished")
    Page.objects.filter(key="contact").update(title_fr="Unpublished")

    for address in CONTACT:
        assert "Unpublished" not in visitor.get(address).text


def test_the_rows_of_an_edition_come_back_as_they_were(edition):
    content = read_content(edition)

    assert sorted(content) == [f"procedure-{Procedure.objects.get().pk}.json", "site.json"]
    practice = next(row for row in read_rows(content["site.json"]) if isinstance(row, Practice))
    manuscript = Manuscript().practice
    assert {
        field.name: getattr(practice, field.name) for field in Practice._meta.concrete_fields
    } == {field.name: getattr(manuscript, field.name) for field in Practice._meta.concrete_fields}


def test_before_the_first_edition_visitors_are_told_so(visitor):
    current.edition = None

    response = visitor.get("/fr/")

    assert (response.status_code, response["Retry-After"]) == (503, "3600")
    assert Client().get("/healthz").status_code == 200
