"""Deleting says what hangs on a row, can be undone at once, and later from a list."""

import json

import pytest
from adminsortable2.admin import SortableAdminMixin
from django.contrib.admin import site
from django.contrib.admin.models import LogEntry
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from reversion.models import Revision

from clinic_site.bilingual_admin import BilingualAdmin
from procedures.models import Complication, Figure, Procedure, Question, Step, Term

from .admin_form import ENGLISH, address, name_of, opened, saved, stored
from .builders import make_term
from .form_values import form_values
from .markup import elements
from .undoing import bring_back, delete, newest, of_model, read, told_by

pytestmark = pytest.mark.usefixtures("first_content")


@pytest.mark.parametrize("model", [Term, Complication, Procedure])
def test_what_is_deleted_comes_back_with_all_that_hung_on_it(admin_client, admin_user, model):
    if model is Term:
        row = make_term(key="unused")
    else:
        row = Complication.objects.get(key="any") if model is Complication else model.objects.get()
    before = stored()

    assert delete(admin_client, row).status_code == 302
    assert not model.objects.filter(pk=row.pk).exists()
    assert told_by(newest()) == [("gone", row._meta.label_lower)]

    assert bring_back(admin_client, model, newest()).status_code == 302
    assert stored() == before
    assert newest().user == admin_user
    assert LogEntry.objects.first().get_change_message() == "Put back after a deletion"


def test_the_button_after_a_deletion_undoes_it(admin_client):
    term = make_term(key="unused")
    before = stored()
    response = admin_client.post(
        address(term, "delete"), {"post": "yes"}, headers=ENGLISH, follow=True
    )

    (form,) = (e for e in elements(response.text, "form") if e.has_class("undo"))
    html = response.text.replace('class="undo"', 'id="undo"')
    assert "Deleted: Glossary word – Seroma (en)" in response.text
    admin_client.post(form.attributes["action"], form_values(html, "undo"), headers=ENGLISH)

    assert stored() == before


def test_a_step_that_a_form_deleted_comes_back_alone(admin_client):
    step, values = Step.objects.first(), opened(admin_client)
    name = f"step {step.pk}"
    before = stored()
    assert saved(admin_client, {**values, name_of(values, step, "DELETE"): "on"}).status_code == 302
    assert told_by(newest()) == [("gone", "procedures.step")]
    deleted = newest()
    values = opened(admin_client)
    question = Question.objects.first()
    change = {name_of(values, question, "question_en"): "Why?"}
    assert saved(admin_client, {**values, **change}).status_code == 302

    assert bring_back(admin_client, Procedure, deleted).status_code == 302

    after = stored()
    assert after[f"procedures.{name}"] == before[f"procedures.{name}"]
    assert Question.objects.get(pk=question.pk).question_en == "Why?"


def test_several_words_deleted_from_the_list_come_back_together(admin_client):
    terms = [make_term(key=f"unused-{number}") for number in range(3)]
    before = stored()
    values = {"action": "delete_selected", "_selected_action": [term.pk for term in terms]}
    url = of_model(Term, "changelist")

    asked = admin_client.post(url, {**values, "index": "0"}, headers=ENGLISH)
    assert "This can be undone" in asked.text
    assert stored() == before
    response = admin_client.post(url, {**values, "post": "yes"}, headers=ENGLISH, follow=True)
    form = next(e for e in elements(response.text, "form") if e.has_class("undo"))
    assert Term.objects.filter(key__startswith="unused").count() == 0

    values = form_values(response.text.replace('class="undo"', 'id="undo"'), "undo")
    admin_client.post(form.attributes["action"], values, headers=ENGLISH)

    assert stored() == before


def test_before_a_procedure_is_deleted_its_parts_are_counted_not_listed(admin_client):
    words = read(admin_client, address(Procedure.objects.get(), "delete"))

    assert len(words.splitlines()) < 40
    assert "Types of scar (3): Horizontal · Vertical · L or T" in words
    assert f"Steps ({Step.objects.count()}): " in words
    assert "This can be undone" in words


def test_the_list_of_what_was_deleted_leads_back(admin_client):
    complication = Complication.objects.get(key="any")
    figures = Figure.objects.count()
    delete(admin_client, complication)
    deleted = newest()

    for model in (Complication, Procedure):
        words = read(admin_client, of_model(model, "deleted"))
        assert "admin" in words
        assert f"Complication – {complication}" in words
    asked = read(admin_client, f"{of_model(Complication, 'bring_back')}?revision={deleted.pk}")
    assert "Figures (" in asked

    bring_back(admin_client, Complication, deleted)
    assert Figure.objects.count() == figures
    words = read(admin_client, of_model(Complication, "deleted"))
    assert words.endswith("\nNothing that was deleted can be put back.")
    assert bring_back(admin_client, Complication, deleted).status_code == 409


def test_the_list_of_deletions_costs_the_same_however_long(admin_client):
    def queries(count: int) -> int:
        for number in range(count):
            delete(admin_client, make_term(key=f"unused-{number}-{count}"))
        read(admin_client, of_model(Term, "deleted"))  # with the messages that wait
        with CaptureQueriesContext(connection) as captured:
            read(admin_client, of_model(Term, "deleted"))
        return len(captured)

    queries(1)
    assert queries(1) == queries(30)


def test_rows_that_a_list_orders_by_dragging_are_recorded(admin_user, rf):
    procedure = Procedure.objects.get()

    class Sortable(SortableAdminMixin, BilingualAdmin):
        rows = ["name"]

    body = json.dumps({"updatedItems": [[procedure.pk, 5]]})
    request = rf.post("/", body, content_type="application/json")
    request.user = admin_user
    request._messages = CookieStorage(request)
    response = Sortable(Procedure, site).update_order(request)

    assert response.content == b"Updated 1 items"
    assert told_by(newest()) == [("changed", "procedures.procedure", "position")]
    assert Revision.objects.count() == 2
    assert LogEntry.objects.count() == 1
