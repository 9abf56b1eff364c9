"""What staff change in the admin is kept, told in words, compared, and put back exactly."""

from io import StringIO

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.utils.translation import override
from reversion.models import Revision, Version

from clinic_site.practice.models import Page, Practice, Qualification
from clinic_site.revisions.recording import recorded
from procedures.models import Complication, Figure, Procedure, Section, Step, Term

from .admin_form import ENGLISH, address, name_of, opened, saved, stored
from .undoing import address_in_history, newest, put_back, read, told_by

pytestmark = pytest.mark.usefixtures("first_content")


def change(client, row, **values):
    """Change fields of the form of `row` as a browser would."""
    response = saved(client, {**opened(client, row), **values}, row)
    assert response.status_code == 302


def change_part(client, part, **values):
    """Change a part on the form of its procedure."""
    form = opened(client)
    values = {name_of(form, part, name): value for name, value in values.items()}
    assert saved(client, {**form, **values}).status_code == 302


def versions_of(row):
    return Version.objects.filter(content_type__model=row._meta.model_name, object_id=row.pk)


def first() -> Revision:
    return Revision.objects.earliest("pk")


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


def test_the_history_says_who_changed_what(admin_client):
    step = Step.objects.first()
    form = opened(admin_client)
    moved = {name_of(form, other, "position"): "7" for other in Step.objects.all()[4:8]}
    title = {name_of(form, step, "title_en"): "Stop at once"}
    assert saved(admin_client, {**form, **moved, **title}).status_code == 302

    words = read(admin_client, address(step.procedure, "history"))

    assert "Order: steps\nStep – Stop at once: what to do [en]" in words
    assert "admin" in words
    assert "As it was found before the next change" in words


def test_the_comparison_shows_a_change_word_by_word(admin_client):
    term = Term.objects.get(key="seroma")
    Term.objects.filter(pk=term.pk).update(definition_en="A small pocket of lymph.")
    change(admin_client, term, definition_en="A large pocket of lymph.")

    html = admin_client.get(address_in_history(term, newest()), headers=ENGLISH).text

    assert "<del>small</del>" in html
    assert "<ins>large</ins>" in html
    assert "Explanation [en]" in html


def test_a_saved_form_that_changed_nothing_is_no_revision(admin_client):
    term = Term.objects.first()
    change(admin_client, term, definition_en="Other")
    count = Revision.objects.count()

    change(admin_client, term)

    assert Revision.objects.count() == count


def test_what_a_command_changed_is_nobody_s_and_can_be_put_back(admin_client):
    term = Term.objects.first()
    change(admin_client, term, definition_en="By staff")
    Term.objects.filter(pk=term.pk).update(definition_en="By a command")
    change(admin_client, term, definition_en="By staff again")

    users = [revision.user and "admin" for revision in Revision.objects.order_by("pk")]
    assert users == [None, "admin", None, "admin"]

    put_back(admin_client, term, Revision.objects.order_by("pk")[2])
    assert Term.objects.get(pk=term.pk).definition_en == "By a command"


def test_a_field_that_the_model_did_not_have_yet_gets_its_default(admin_client):
    step = Step.objects.exclude(counted_from="quote").first()
    change_part(admin_client, step, title_en="Stop at once")
    version = first().version_set.get(content_type__model="step", object_id=step.pk)
    assert '"counted_from": "operation"' in version.serialized_data
    older = version.serialized_data.replace('"counted_from": "operation"', '"was_lost": 1')
    Version.objects.filter(pk=version.pk).update(serialized_data=older)
    title = step.title_en

    assert put_back(admin_client, step.procedure, first()).status_code == 302

    step.refresh_from_db()
    assert (step.title_en, step.counted_from) == (title, "operation")


@pytest.mark.django_db
def test_the_first_content_is_the_first_revision(admin_client):
    for model in (Procedure, Practice, Page, Term):
        model.objects.all().delete()
    call_command("first_content", stdout=StringIO())

    roots = 1 + Page.objects.count() + 1 + Term.objects.count()
    assert Revision.objects.count() == roots
    assert Version.objects.count() == len(stored())
    assert Qualification.objects.exists()

    term, before = Term.objects.first(), stored()
    change(admin_client, term, definition_en="Other")
    assert Revision.objects.count() == roots + 1
    put_back(admin_client, term, Revision.objects.get(user=None, version__in=versions_of(term)))
    assert stored() == before


def test_the_language_of_whoever_saves_is_no_change(admin_client):
    term = Term.objects.first()
    change(admin_client, term, definition_en="Other")
    count = Revision.objects.count()

    with override("fr"), recorded(Term, [term.pk]):
        Term.objects.get(pk=term.pk).save()

    assert Revision.objects.count() == count
