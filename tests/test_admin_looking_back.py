"""How staff compare editions, ask what a page said, and put an edition back."""

import pytest
from django.contrib.auth.models import Permission, User
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import translation

from clinic_site.comparison import compare
from clinic_site.editions.models import Edition
from clinic_site.practice.models import Page

from .admin_editions import PUBLISH, said, streamed
from .markup import elements, text_of
from .people import enter
from .publish import publish_now

pytestmark = pytest.mark.usefixtures("edition")

COMPARE = "/admin/editions/edition/compare/"
ON_DATE = "/admin/editions/edition/on-date/"


def test_an_edition_is_put_back_after_a_question(admin_client):
    Page.objects.filter(key="glossary").update(title_fr="Lexique")
    publish_now()
    question = admin_client.get("/admin/editions/edition/1/put-back/")
    assert "Votre brouillon reste tel quel" in said(question)

    streamed(admin_client.post("/admin/editions/edition/1/put-back/", {}))

    assert "Lexique" not in Client().get("/fr/glossaire/").text
    assert "Lexique" in said(admin_client.get(PUBLISH))
    assert Edition.objects.first().puts_back_id == 1


def test_the_edition_that_patients_read_cannot_be_put_back(admin_client):
    admin_client.post("/admin/editions/edition/1/put-back/", {})

    assert Edition.objects.count() == 1


def test_two_editions_are_compared_page_by_page(admin_client):
    Page.objects.filter(key="glossary").update(introduction_fr="Les mots, expliqués.")
    publish_now()

    response = admin_client.get(COMPARE, {"before": 1, "after": 2})

    titles = text_of(response.text, "h2").split("\n")
    assert titles == ["/fr/glossaire/"]
    assert "Les mots, expliqués." in "".join(said(response))


def test_two_editions_that_say_the_same_are_said_to(admin_client):
    publish_now()

    response = admin_client.get(COMPARE, {"before": 1, "after": 2})

    assert "Les deux éditions disent la même chose" in said(response)


def test_staff_see_changes_side_by_side_under_their_headings():
    old, new = "<main><h2>A</h2><p>Wait 6</p>", "<main><h2>A</h2><p>Wait &lt;8</p><p>New</p>"
    with translation.override("en"):
        html = render_to_string("admin/editions/_changes.html", {"changes": compare(old, new)})

    assert html.count('<th class="changes__heading" colspan="2" scope="rowgroup">A</th>') == 1
    assert '<td class="changes__before">Wait <del>6</del></td>' in html
    assert '<td class="changes__after">Wait <ins>&lt;8</ins></td>' in html
    assert '<td class="changes__before">(nothing)</td>' in html
    assert '<td class="changes__after"><ins>New</ins></td>' in html
    assert render_to_string("admin/editions/_changes.html", {"changes": []}).strip() == ""


def test_what_a_page_said_on_a_day(admin_client):
    days = ["2026-02-01T12:00Z", "2026-03-01T23:30Z", "2026-03-05T12:00Z"]  # 2 March in Paris
    for number, moment in enumerate(days, 1):
        if number > 1:
            publish_now()
        Edition.objects.filter(number=number).update(published_at=moment)

    def editions(day):
        html = admin_client.get(ON_DATE, {"page": "fr/glossaire/", "day": day}).text
        links = [e.attributes["href"] for e in elements(html, "a")]
        return [link for link in links if link.startswith("/editions/")]

    page = "/editions/{}/fr/glossaire/".format
    assert editions("2020-01-01") == []
    assert editions("2026-03-02") == [page(2), page(1)]
    assert editions("2026-03-03") == [page(2)]
    assert editions("2026-04-01") == [page(3)]


@pytest.mark.parametrize("query", [{"page": "no/", "day": "x"}, {"before": "9"}, {"before": "a"}])
def test_an_odd_question_is_answered_with_the_form(admin_client, query):
    assert [admin_client.get(url, query).status_code for url in (COMPARE, ON_DATE)] == [200, 200]


@pytest.mark.parametrize(
    ("codename", "open_to"),
    [
        ("change_page", []),
        ("view_edition", [COMPARE, ON_DATE, "/admin/editions/edition/"]),
        ("add_edition", [PUBLISH, "/admin/editions/edition/1/put-back/"]),
    ],
)
def test_only_those_who_may_publish_and_look_back(client, codename, open_to):
    publish_now()
    user = User.objects.create_user("staff", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename=codename))
    enter(client, user)
    pages = [
        PUBLISH,
        COMPARE,
        ON_DATE,
        "/admin/editions/edition/",
        "/admin/editions/edition/1/put-back/",
    ]

    assert [url for url in pages if client.get(url).status_code == 200] == [
        url for url in pages if url in open_to
    ]
    assert [client.post(url).status_code for url in pages if url not in open_to] == [403] * (
        len(pages) - len(open_to)
    )


def test_nobody_changes_or_deletes_an_edition(admin_client):
    edition = Edition.objects.get()
    change = reverse("admin:editions_edition_change", args=[1])

    admin_client.post(change, {"note_fr": "Autre"})

    assert admin_client.get(reverse("admin:editions_edition_delete", args=[1])).status_code == 403
    assert Edition.objects.get().note_fr == edition.note_fr
