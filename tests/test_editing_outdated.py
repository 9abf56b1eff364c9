"""A text that was changed in one language only is marked until somebody has looked at the other."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clinic_site.practice.models import Page
from clinic_site.translating.models import OutdatedText
from procedures.models import Fact, Procedure, Section, Step, Term

from .admin_form import ENGLISH, name_of, opened, page_of, saved
from .builders import make_complication, make_procedure, make_term
from .markup import elements, text_of

pytestmark = pytest.mark.usefixtures("first_content")


def marks() -> list[tuple]:
    """Row, text and language that is behind, of every mark."""
    return [(mark.row, mark.field, mark.language) for mark in OutdatedText.objects.all()]


def mark(row, field: str, language: str = "en") -> OutdatedText:
    return row.outdated.create(field=field, language=language)


def changed(admin_client, row, **texts):
    """Save the procedure's form with other `texts` of one of its rows."""
    values = opened(admin_client)
    names = {name_of(values, row, column): text for column, text in texts.items()}
    response = saved(admin_client, {**values, **names})
    assert response.status_code == 302


@pytest.mark.parametrize(("changed_in", "behind"), [("fr", "en"), ("en", "fr")])
def test_a_text_changed_in_one_language_is_outdated_in_the_other(admin_client, changed_in, behind):
    section = Section.objects.get(key="scars")

    changed(admin_client, section, **{f"body_{changed_in}": "<p>Another text.</p>"})

    assert marks() == [(section, "body", behind)]
    field = page_of(admin_client).split(f'name="section_set-{position(section)}-body_{behind}"')[1]
    said = {"en": "the French was changed", "fr": "the English was changed"}[behind]
    assert f"Outdated: {said} on" in field[:3000]


def position(section) -> int:
    return list(Section.objects.all()).index(section)


def test_a_text_changed_in_both_languages_at_once_is_not_outdated(admin_client):
    section = Section.objects.get(key="scars")
    mark(section, "title")

    changed(admin_client, section, title_fr="Les traces", title_en="The traces")

    assert marks() == []


def test_changing_the_language_that_is_behind_settles_it(admin_client):
    step = Step.objects.exclude(text_en="").first()
    mark(step, "text")

    changed(admin_client, step, text_en="Another text.")

    assert marks() == []


def test_ticking_that_the_other_language_still_says_the_same_settles_it(admin_client):
    fact = Fact.objects.get(key="garment")
    mark(fact, "label")
    values = opened(admin_client)

    saved(admin_client, {**values, name_of(values, fact, "label_still_the_same"): "on"})

    assert marks() == []


def test_spaces_and_addresses_leave_nothing_outdated(admin_client):
    values = opened(admin_client)
    summary = values["summary_fr"].replace(" ", "\N{NO-BREAK SPACE}")

    response = saved(admin_client, {**values, "summary_fr": summary, "slug_fr": "autre-adresse"})

    assert response.status_code == 302
    assert Procedure.objects.get().slug_fr == "autre-adresse"
    assert marks() == []


def test_a_missing_text_is_missing_and_not_outdated(admin_client):
    page = Page.objects.get(key="home")
    mark(page, "introduction")

    saved(admin_client, {**opened(admin_client, page), "introduction_en": ""}, page)
    missing = marks()
    saved(admin_client, {**opened(admin_client, page), "introduction_en": "Again."}, page)

    assert (missing, marks()) == ([], [])


def test_a_refused_form_records_nothing_and_keeps_the_tick(admin_client):
    term = Term.objects.first()
    mark(term, "definition")
    values = opened(admin_client, term)

    response = saved(
        admin_client, {**values, "name_en": "", "definition_still_the_same": "on"}, term
    )

    box = '<input type="checkbox" name="definition_still_the_same" checked>'
    assert (response.status_code, response.text.count(box)) == (200, 1)
    assert marks() == [(term, "definition", "en")]


def test_the_mark_goes_with_its_row(admin_client):
    procedure = Procedure.objects.get()
    mark(procedure, "summary")
    mark(Section.objects.first(), "title")

    procedure.delete()

    assert marks() == []


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


def test_who_may_not_change_a_row_settles_nothing(client, django_user_model):
    settled = mark(Term.objects.first(), "definition")
    reader = django_user_model.objects.create_user("reader", is_staff=True)
    client.force_login(reader)

    html = client.get(reverse("admin:translations"), headers=ENGLISH).text
    client.post(reverse("admin:translations"), {"same": [settled.pk]}, headers=ENGLISH)

    assert [box for box in elements(html, "input") if box.attributes.get("name") == "same"] == []
    assert list(OutdatedText.objects.all()) == [settled]


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
