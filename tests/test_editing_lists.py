"""Outdated texts where they are listed: on the front page, in the lists, before publishing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clinic_site.practice.models import Page
from clinic_site.translating.models import OutdatedText
from procedures.models import Fact, Procedure, Term

from .admin_form import ENGLISH
from .builders import make_complication, make_procedure, make_term, mark
from .markup import text_of

pytestmark = pytest.mark.usefixtures("first_content")


def test_the_front_page_counts_and_leads_to_a_list_where_each_can_be_settled(admin_client):
    term, fact = Term.objects.first(), Fact.objects.first()
    kept, settled = mark(term, "definition"), mark(fact, "label")
    Term.objects.filter(pk=term.pk).update(name_en="")

    front = admin_client.get(reverse("admin:index"), headers=ENGLISH).text
    assert "1 row with a text missing" in front
    assert "2 texts outdated" in front
    address = reverse("admin:translations")
    assert f'href="{address}"' in front

    before = admin_client.get(address, headers=ENGLISH).text
    assert f'href="{reverse("admin:procedures_term_change", args=[term.pk])}"' in before
    admin_client.post(address, {"same": [settled.pk]}, headers=ENGLISH)
    assert list(OutdatedText.objects.all()) == [kept]


def test_outdated_texts_are_told_where_one_publishes_and_stop_nobody(admin_client):
    mark(Term.objects.first(), "definition")

    html = admin_client.get(reverse("admin:editions_edition_add"), headers=ENGLISH).text

    assert "1 text was changed in one language only. You can publish all the same." in html
    assert "Publish for patients" in html


LISTS = ["procedures_procedure", "procedures_complication", "procedures_term", "practice_page"]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(("state", "expected"), [("missing", 0), ("outdated", 1), ("complete", 2)])
def test_each_list_shows_the_rows_whose_translations_are_in_a_state(
    admin_client, name, state, expected
):
    rows = three_rows(name)
    missing, outdated, _complete = rows
    part = make_complication(outdated, key="part") if name == "procedures_procedure" else outdated
    mark(part, "text" if name == "procedures_procedure" else translated(outdated))
    type(missing).objects.filter(pk=missing.pk).update(**{f"{translated(missing)}_en": ""})

    address = reverse(f"admin:{name}_changelist") + f"?translations={state}"
    html = admin_client.get(address, headers=ENGLISH).text

    shown = [str(row.pk) for row in rows if reverse(f"admin:{name}_change", args=[row.pk]) in html]
    assert shown == [str(rows[expected].pk)]
    badge = ["1 text missing", "1 text outdated", "complete"][expected]
    assert badge in text_of(html, "tbody")


def translated(row) -> str:
    return "title" if isinstance(row, Page) else "name"


def three_rows(name: str) -> list:
    if name == "procedures_procedure":
        numbers = range(3)
        return [make_procedure(slug_fr=f"o-{n}", slug_en=f"p-{n}", position=n) for n in numbers]
    if name == "procedures_complication":
        return [make_complication(Procedure.objects.get(), key=f"c-{n}") for n in range(3)]
    if name == "procedures_term":
        return [make_term(key=f"t-{n}") for n in range(3)]
    return list(Page.objects.all()[:3])


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_as_often_however_many_rows_are_outdated(admin_client, name):
    address = reverse(f"admin:{name}_changelist") + "?translations=outdated"
    rows = three_rows(name)
    mark(rows[0], translated(rows[0]))
    admin_client.get(address)  # content types are remembered
    with CaptureQueriesContext(connection) as one:
        admin_client.get(address)
    for row in rows[1:]:
        mark(row, translated(row))

    with CaptureQueriesContext(connection) as three:
        admin_client.get(address)

    assert len(three) == len(one)


def test_the_overview_asks_as_often_however_many_texts_are_outdated(admin_client):
    address = reverse("admin:translations")
    facts = list(Fact.objects.all()[:3])
    mark(facts[0], "label")
    admin_client.get(address)
    with CaptureQueriesContext(connection) as one:
        admin_client.get(address)
    for fact in facts[1:]:
        mark(fact, "label")

    with CaptureQueriesContext(connection) as three:
        admin_client.get(address)

    assert len(three) == len(one)
