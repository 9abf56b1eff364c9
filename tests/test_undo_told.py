"""What the history and a comparison say of a change."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils.translation import override
from reversion.models import Revision, Version

from clinic_site.practice.models import Page, Practice, Qualification
from clinic_site.revisions.recording import recorded
from procedures.models import Procedure, Step, Term

from .admin_form import ENGLISH, address, change, change_part, name_of, opened, saved, stored
from .undoing import address_in_history, first, newest, put_back, read

pytestmark = pytest.mark.usefixtures("first_content")


def versions_of(row):
    return Version.objects.filter(content_type__model=row._meta.model_name, object_id=row.pk)


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
