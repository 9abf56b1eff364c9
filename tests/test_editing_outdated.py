"""A text that was changed in one language only is marked until somebody has looked at the other."""

import pytest
from django.urls import reverse

from clinic_site.practice.models import Page
from clinic_site.translating.models import OutdatedText
from procedures.models import Fact, Procedure, Section, Step, Term

from .admin_form import ENGLISH, name_of, opened, page_of, saved
from .builders import mark
from .markup import elements

pytestmark = pytest.mark.usefixtures("first_content")


def marks() -> list[tuple]:
    """Row, text and language that is behind, of every mark."""
    return [(mark.row, mark.field, mark.language) for mark in OutdatedText.objects.all()]


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


def test_who_may_not_change_a_row_settles_nothing(client, django_user_model):
    settled = mark(Term.objects.first(), "definition")
    reader = django_user_model.objects.create_user("reader", is_staff=True)
    client.force_login(reader)

    html = client.get(reverse("admin:translations"), headers=ENGLISH).text
    client.post(reverse("admin:translations"), {"same": [settled.pk]}, headers=ENGLISH)

    assert [box for box in elements(html, "input") if box.attributes.get("name") == "same"] == []
    assert list(OutdatedText.objects.all()) == [settled]
