"""What staff change in the admin is kept, told in words, compared, and put back exactly."""

import pytest
from django.contrib.admin.models import LogEntry
from reversion.models import Revision

from clinic_site.practice.models import Page, Practice
from procedures.models import Complication, Figure, Section, Step, Term

from .admin_form import change, change_part, name_of, opened, saved, stored
from .undoing import first, newest, put_back, told_by

pytestmark = pytest.mark.usefixtures("first_content")


def test_a_changed_step_is_a_revision_of_the_step_and_its_procedure_alone(admin_client, admin_user):
    step = Step.objects.first()
    change_part(admin_client, step, title_en="Stop at once")

    found, changed = Revision.objects.order_by("pk")
    assert [found.user, changed.user] == [None, admin_user]
    assert told_by(changed) == [("changed", "procedures.step", "title_en")]
    versions = changed.version_set.values_list("content_type__model", "object_id")
    assert set(versions) == {("step", str(step.pk)), ("procedure", str(step.procedure_id))}


def test_a_procedure_and_its_parts_are_put_back_exactly(admin_client, admin_user):
    step, before = Step.objects.first(), stored()
    form = opened(admin_client)
    new = {"key": "rest", "label_fr": "Repos", "label_en": "Rest", "unit": "day", "lower": "2"}
    new |= {"upper": "3", "position": "9", "procedure": form["fact_set-0-procedure"]}
    number = int(form["fact_set-TOTAL_FORMS"])
    part = {"title_en": "Stop at once", "text_fr": "", "position": "99"}
    values = {
        **{name_of(form, step, name): value for name, value in part.items()},
        **{f"fact_set-{number}-{name}": value for name, value in new.items()},
        "fact_set-TOTAL_FORMS": str(number + 1),
        name_of(form, step.procedure.question_set.first(), "DELETE"): "on",
        "name_en": "Other",
        "also_called_en": "",
        "to_confirm": "",
    }
    assert saved(admin_client, {**form, **values}).status_code == 302
    after = stored()
    assert after != before

    assert put_back(admin_client, step.procedure, first()).status_code == 302
    assert stored() == before

    assert put_back(admin_client, step.procedure, Revision.objects.order_by("pk")[1]).status_code
    assert stored() == after
    assert newest().user == admin_user
    assert LogEntry.objects.first().get_change_message().startswith("Put back to the state of ")


@pytest.mark.parametrize(
    ("row", "values"),
    [
        (lambda: Page.objects.get(key="home"), {"title_fr": "Autre", "body_en": "<p>Other</p>"}),
        (
            lambda: Practice.objects.get(),
            {"access_fr": "Par ici", "qualification_set-0-text_en": "x"},
        ),
        (lambda: Complication.objects.get(key="any"), {"name_en": "x", "figure_set-0-rate": "1.5"}),
        (lambda: Term.objects.first(), {"definition_fr": "Autre", "also_called_en": "Word"}),
    ],
)
def test_any_row_is_put_back_exactly_in_both_languages(admin_client, row, values):
    row, before = row(), stored()
    change(admin_client, row, **values)
    assert stored() != before

    assert put_back(admin_client, row, first()).status_code == 302
    assert stored() == before


def test_an_empty_language_is_not_filled_from_the_other(admin_client):
    term = Term.objects.first()
    Term.objects.filter(pk=term.pk).update(also_called_fr="Mot", also_called_en="")
    change(admin_client, term, also_called_fr="Autre", also_called_en="Other")

    put_back(admin_client, term, first())

    texts = Term.objects.filter(pk=term.pk).values_list("also_called_fr", "also_called_en")
    assert list(texts) == [("Mot", "")]


def test_rows_that_have_exchanged_their_keys_change_back(admin_client):
    one, other = Section.objects.all()[:2]
    before = stored()
    change(admin_client, one.procedure, position="9")
    for section, key in ((one, "between"), (other, one.key), (one, other.key)):
        Section.objects.filter(pk=section.pk).update(key=key)
    assert stored() != before

    assert put_back(admin_client, one.procedure, first()).status_code == 302
    assert stored() == before


def test_a_complication_is_put_back_without_its_neighbours(admin_client):
    complication = Complication.objects.get(key="any")
    step = Step.objects.first()
    change(admin_client, complication, **{"figure_set-0-DELETE": "on", "name_en": "x"})
    change_part(admin_client, step, title_en="Stop at once")

    put_back(admin_client, complication, first())

    complication.refresh_from_db()
    assert (complication.name_en == "x", Figure.objects.count()) == (False, 17)
    assert Step.objects.get(pk=step.pk).title_en == "Stop at once"
