"""Who may undo, what stands in the way, and what histories cost."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from reversion.models import Revision, Version

from clinic_site.revisions.recording import recorded
from clinic_site.revisions.retention import KEPT, fold_old_revisions
from procedures.models import Procedure, Step, Term

from .admin_form import ENGLISH, address, name_of, opened, saved, stored
from .builders import make_term
from .people import enter
from .undoing import address_in_history, change, newest, of_model, put_back, read

pytestmark = pytest.mark.usefixtures("first_content")


@pytest.fixture
def viewer(client, django_user_model):
    """Somebody who may look at everything in the admin, and change nothing."""
    user = django_user_model.objects.create_user("viewer", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    enter(client, user)
    return client


def test_who_may_only_look_sees_the_history_and_undoes_nothing(viewer):
    term, unused = Term.objects.first(), make_term(key="unused")
    change(term, definition_en="Other")
    first = Revision.objects.earliest("pk")
    with recorded(Term, [unused.pk]):
        unused.delete()
    before = stored()

    words = read(viewer, address(term, "history"))
    assert "Compare" in words
    assert "Put back" not in words
    compared = viewer.get(address_in_history(term, first), headers=ENGLISH)
    assert "put-back" not in compared.text
    for method in (viewer.get, viewer.post):
        assert method(address_in_history(term, first, "put-back/")).status_code == 403
        url = f"{of_model(Term, 'bring_back')}?revision={newest().pk}"
        assert method(url, {"revision": newest().pk}).status_code == 403
    assert viewer.get(of_model(Term, "deleted")).status_code == 403
    assert of_model(Term, "deleted") not in viewer.get(of_model(Term, "changelist")).text
    assert stored() == before


def test_who_may_not_delete_steps_does_not_delete_them_by_putting_back(client, django_user_model):
    user = django_user_model.objects.create_user("writer", is_staff=True)
    allowed = ["view_procedure", "change_procedure", "change_step", "add_step"]
    user.user_permissions.set(Permission.objects.filter(codename__in=allowed))
    client.force_login(user)
    procedure = Procedure.objects.get()
    change(procedure, name_en="Other")
    with recorded(Procedure, [procedure.pk]):
        Step.objects.create(procedure=procedure, phase="before", kind="habit", title_fr="Nouvelle")
    before = stored()

    assert put_back(client, procedure, Revision.objects.earliest("pk")).status_code == 403
    assert stored() == before


def test_a_history_costs_the_same_with_1_and_30_revisions(admin_client):
    term = Term.objects.first()
    pages = [
        address(term, "history"),
        *(f"{address(term, 'history')}{{}}/{page}" for page in ("", "put-back/")),
    ]

    def queries() -> list[int]:
        found = []
        for page in pages:
            read(admin_client, page.format(newest().pk))
            with CaptureQueriesContext(connection) as captured:
                read(admin_client, page.format(newest().pk))
            found.append(len(captured))
        return found

    change(term, definition_en="Text 0")
    few = queries()
    for number in range(1, 30):
        change(term, definition_en=f"Text {number}")

    assert queries() == few


def test_a_save_stores_what_it_changed_and_no_more(admin_client):
    values, step = opened(admin_client), Step.objects.first()
    assert (
        saved(admin_client, {**values, name_of(values, step, "title_en"): "a"}).status_code == 302
    )
    whole, changed = Revision.objects.order_by("pk")
    size = {
        revision: sum(len(each.serialized_data) for each in revision.version_set.all())
        for revision in (whole, changed)
    }

    assert whole.version_set.count() > 150
    assert changed.version_set.count() == 2
    assert size[changed] < size[whole] / 30


def test_old_revisions_are_folded_and_later_ones_stay_complete(admin_client):
    procedure, step = Procedure.objects.get(), Step.objects.first()
    long_ago = timezone.now() - KEPT - timedelta(days=9)
    with time_machine.travel(long_ago, tick=False):
        change(procedure, name_en="One")
        with recorded(Procedure, [procedure.pk]):
            Step.objects.filter(pk=step.pk).update(title_en="One")
        change(procedure, name_en="Two")
    base, before = newest(), stored()
    late = change(procedure, name_en="Three")
    after = stored()
    change(procedure, name_en="Four")

    call_command("purge")

    assert list(Revision.objects.order_by("pk")[:2]) == [base, late]
    assert fold_old_revisions() == 0
    put_back(admin_client, procedure, base)
    assert stored() == before
    put_back(admin_client, procedure, late)
    assert stored() == after


def test_what_was_deleted_three_years_ago_is_gone(admin_client):
    with time_machine.travel(timezone.now() - KEPT - timedelta(days=1), tick=False):
        term = make_term(key="unused")
        with recorded(Term, [term.pk]):
            term.delete()
    assert Version.objects.count() == 2

    fold_old_revisions()

    assert (Version.objects.count(), Revision.objects.count()) == (0, 0)
