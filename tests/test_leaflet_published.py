"""Publishing makes the leaflets, and pages lead to them; without them the site runs."""

from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from pypdf import PdfReader

from clinic_site.editions.draft_link import draft_address, new_token
from clinic_site.editions.serving import current
from procedures import leaflet
from procedures.models import Section

from .admin_editions import PUBLISH, said
from .contact_page import Elements
from .leaflet_pdf import letters, require_leaflets
from .publish import publish_now
from .site_pages import PROCEDURE

LEAFLETS = ("/fr/interventions/lifting-des-cuisses.pdf", "/en/procedures/thigh-lift.pdf")
LINKS = ("Fiche d’information (PDF, {} pages)", "Leaflet (PDF, {} pages)")


@pytest.fixture
def with_leaflets(first_content, collected, settings):
    """Edition 1, printed where leaflets can be made, and short: a whole one takes seconds."""
    settings.LEAFLETS = True
    require_leaflets()
    Section.objects.exclude(shows__in=["facts", "sources"]).delete()
    return publish_now()


def links(client: Client, page: str) -> list[tuple[str, str]]:
    """The links of a page to PDF files: where they lead, and their words."""
    found = [e for e in Elements(client.get(page)).found if e.get("type") == "application/pdf"]
    return [(link["href"], link["text"]) for link in found]


def sheets(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def test_a_page_leads_to_its_leaflet_and_says_how_long_it_is(with_leaflets, visitor, tmp_path):
    call_command("edition", "export", "1", str(tmp_path / "out"), stdout=StringIO())

    for page, address, words in zip(PROCEDURE, LEAFLETS, LINKS, strict=True):
        answer = visitor.get(address)
        printed = sheets(answer.content)
        assert answer["Content-Type"] == "application/pdf"
        assert links(visitor, page) == [(address, words.format(len(printed)))]
        assert [letters("dition 1 ") in letters(sheet) for sheet in printed] == [True] * len(
            printed
        )
        assert len(answer.content) <= 500_000
        assert (tmp_path / f"out{address}").read_bytes() == answer.content


def test_leaflets_of_old_editions_and_drafts_are_whole_files(with_leaflets, admin_client, visitor):
    address = LEAFLETS[1]
    first = visitor.get(address).content
    publish_now()
    answers = [
        visitor.get(f"/editions/1{address}"),
        visitor.get(address),
        admin_client.get(address),
        visitor.get(draft_address(new_token(), address)),
    ]

    assert [answer["Content-Type"] for answer in answers] == ["application/pdf"] * 4
    assert answers[0].content == first
    assert ["Edition 2" in sheets(answer.content)[1] for answer in answers] == [
        False,
        True,
        False,
        False,
    ]
    assert links(admin_client, PROCEDURE[1]) == [(address, "Leaflet (PDF)")]


def test_where_the_system_lacks_a_library_pages_have_no_link_and_staff_are_told(
    first_content, collected, admin_client, visitor, settings, monkeypatch
):
    settings.LEAFLETS = True
    monkeypatch.setattr(leaflet, "_missing_part", lambda: "libraries")
    told = StringIO()

    call_command("publish", stdout=StringIO(), stderr=told)
    current.refresh()

    assert "Pango" in told.getvalue()
    assert "Pango" in said(admin_client.get(PUBLISH))
    assert [links(client, PROCEDURE[0]) for client in (visitor, admin_client)] == [[], []]
    assert [client.get(LEAFLETS[0]).status_code for client in (visitor, admin_client)] == [404, 404]
