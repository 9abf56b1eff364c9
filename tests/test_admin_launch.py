"""The list of what is open before launch: complete, linked, and shorter with each thing done."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import override

from clinic_site.practice.models import Page, Practice, Qualification
from procedures.models import Complication, Figure, ScarType, Section, Source

from .admin_form import ENGLISH
from .content_rows import rows_to_confirm
from .markup import elements, text_of
from .site_pages import in_both_languages

pytestmark = pytest.mark.usefixtures("first_content")

UNKNOWN = {
    "Telephone",
    "Public e-mail address",
    "Opening hours",
    "How to get there",
    "Web address for appointments",
    "Outside opening hours",
    "Clinic where the surgeon operates",
    "Accepted means of payment",
    "Agreement with health insurance (sector)",
    "RPPS number",
    "Registration with the Order of physicians",
    "Liability insurer",
    "VAT number",
    "Publication director",
    "Authors of the texts",
    "Who pays for the site",
    "Host of the site",
    "Address of the host",
    "Telephone of the host",
}


def launch_page(admin_client) -> str:
    response = admin_client.get(reverse("admin:launch"), headers=ENGLISH)
    assert response.status_code == 200
    return response.content.decode()


def points(html: str) -> list[tuple[str, str]]:
    """(text, address) of each open point."""
    content = html.split('id="content-main"')[1].split("</main>")[0]
    listed = [part.split("</li>")[0] for part in content.split("<li>")[1:]]
    return [(text_of(item, "a"), elements(item, "a")[0].attributes["href"]) for item in listed]


def count_on_front_page(admin_client) -> str:
    html = admin_client.get(reverse("admin:index"), headers=ENGLISH).content.decode()
    link = html.split(f'href="{reverse("admin:launch")}"')[1].split("</p>")[0]
    return text_of(f"<a {link}", "a")


def test_all_that_is_unknown_of_the_practice_is_listed(admin_client):
    texts = {text for text, _url in points(launch_page(admin_client))}

    assert texts >= UNKNOWN
    assert len(UNKNOWN) == len([*Practice.asked_by_law, *Practice.advised])


def test_what_the_law_asks_for_is_told_from_what_is_advised(admin_client):
    html = launch_page(admin_client)

    law, advice = (
        {text for text, _url in points(f'<p id="content-main"{part.split("</div>")[0]}')}
        for part in html.split("Not filled in, and ")[1:]
    )

    assert {"Telephone", "Liability insurer", "Publication director"} < law
    assert {"RPPS number", "How to get there"} < advice
    assert law | advice == UNKNOWN


def test_the_command_lists_the_same_points_and_fails_until_none_is_open(admin_client, settings):
    out = StringIO()
    with override("en"), pytest.raises(CommandError, match=r"^\d+ points are open\.$") as failure:
        call_command("launchcheck", stdout=out)

    listed = points(launch_page(admin_client))
    assert out.getvalue().count(f": {settings.SITE_URL}/admin/") == len(listed)
    for text, url in listed:
        assert f"  {text}: {settings.SITE_URL}{url}\n" in out.getvalue()
    assert str(failure.value) == f"{len(listed)} points are open."


def test_all_that_the_surgeon_has_still_to_confirm_is_listed(admin_client):
    html = launch_page(admin_client)
    with override("en"):
        expected = [f"{capfirst(row._meta.verbose_name)} – {row}" for row in rows_to_confirm()]

    section = html.split("To be confirmed by the surgeon (")[1].split("</div>")[0]
    assert section.startswith(f"{len(expected)})")
    assert [text for text, _url in points(f'<p id="content-main"{section}')] == expected


def test_the_articles_of_law_are_listed_for_verification(admin_client):
    law = Source.objects.get(key="public-health-code")

    assert [text for text, _url in points(launch_page(admin_client))][-1] == law.citation


def test_a_study_that_readers_cannot_open_is_listed_until_it_has_an_address(admin_client):
    study = Source.objects.get(key="labardi-2012")
    before = launch_page(admin_client)
    Source.objects.filter(pk=study.pk).update(url="https://journal.example/labardi")
    after = launch_page(admin_client)

    assert "Studies without DOI or address (1)" in before
    assert [text for text, _url in points(before) if text == study.citation] == [study.citation]
    assert study.citation not in text_of(after, "main")


def test_every_point_leads_to_the_place_in_a_form_that_settles_it(admin_client):
    pages, astray = {}, []
    for text, url in points(launch_page(admin_client)):
        path, _hash, anchor = url.partition("#")
        if path not in pages:
            response = admin_client.get(path)
            assert response.status_code == 200, text
            pages[path] = {e.attributes.get("id") for e in elements(response.content.decode())}
        if anchor and anchor not in pages[path]:
            astray.append(url)

    assert astray == []


def test_the_list_shrinks_with_each_thing_that_is_settled(admin_client):
    before = points(launch_page(admin_client))
    assert count_on_front_page(admin_client) == f"{len(before)} points are open before launch"

    Practice.objects.update(phone="+33142345678", access_fr="Métro", access_en="")
    Qualification.objects.update(to_confirm=False)

    after = points(launch_page(admin_client))
    gone = [text for text, _url in before if text not in {text for text, _url in after}]
    assert gone == ["Telephone", "Qualification – Gold medal in surgery of the Paris hospitals"]
    # Half a translation leaves its field on the list, and adds its row.
    assert len(after) == len(before) - 2 + 1


@pytest.mark.parametrize(
    ("model", "column"),
    [
        (Section, "body_en"),
        (Page, "body_fr"),
        (ScarType, "course_en"),
        (Complication, "frequency_en"),
        (Figure, "counted_en"),
        (Qualification, "text_en"),
        (Source, "about_fr"),
    ],
)
def test_a_missing_translation_of_any_row_is_listed_and_breaks_nothing(admin_client, model, column):
    before = len(points(launch_page(admin_client)))
    row = model.objects.exclude(**{column: ""}).first()
    model.objects.filter(pk=row.pk).update(**{column: ""})

    html = launch_page(admin_client)

    assert "Translation missing (1)" in html
    assert len(points(html)) == before + 1
    assert count_on_front_page(admin_client) == f"{before + 1} points are open before launch"


@in_both_languages
def test_nothing_of_the_list_is_public(client, language):
    response = client.get(reverse("admin:launch"), headers={"accept-language": language})

    assert (response.status_code, response["Location"]) == (
        302,
        "/admin/login/?next=/admin/launch/",
    )
