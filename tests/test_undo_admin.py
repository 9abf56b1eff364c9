"""What staff change in the admin is kept, shown in words, and put back exactly."""

import json

import pytest
from reversion.models import Revision

from procedures.models import Procedure, Step

from .admin_form import ENGLISH, address, name_of, opened, saved, stored
from .markup import text_of

pytestmark = pytest.mark.usefixtures("first_content")


def read(client, url: str, **data) -> str:
    response = client.get(url, data, headers=ENGLISH)
    assert response.status_code == 200
    return text_of(response.text, "main")


def put_back(client, row, revision: Revision):
    url = f"{address(row, 'history')}{revision.pk}/put-back/"
    return client.post(url, headers=ENGLISH)


def kinds_in(revision: Revision) -> list[list]:
    return [[kind, label, fields] for kind, label, _pk, _name, fields in rows_in(revision)]


def rows_in(revision: Revision) -> list[list]:
    return json.loads(revision.comment)["rows"]


def test_a_changed_step_is_a_revision_of_the_step_and_its_procedure_alone(admin_client, admin_user):
    step = Step.objects.first()
    values = opened(admin_client)
    name = name_of(values, step, "title_en")
    assert saved(admin_client, {**values, name: "Stop at once"}).status_code == 302

    found, changed = Revision.objects.order_by("pk")
    assert (found.user, changed.user) == (None, admin_user)
    assert kinds_in(changed) == [["changed", "procedures.step", ["title_en"]]]
    versions = changed.version_set.values_list("content_type__model", "object_id")
    procedure = Procedure.objects.get()
    assert set(versions) == {("step", str(step.pk)), ("procedure", str(procedure.pk))}


def test_what_was_changed_is_put_back_exactly(admin_client):
    step, before = Step.objects.first(), stored()
    values = opened(admin_client)
    changes = {"title_en": "Stop at once", "title_fr": "Arrêter", "position": "99", "text_fr": ""}
    changes = {name_of(values, step, name): value for name, value in changes.items()}
    changes |= {"name_en": "Other", "also_called_en": ""}
    assert saved(admin_client, {**values, **changes}).status_code == 302
    assert stored() != before

    response = put_back(admin_client, Procedure.objects.get(), Revision.objects.last())

    assert response.status_code == 302
    assert stored() == before
