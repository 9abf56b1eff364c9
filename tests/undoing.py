"""What the tests of undoing do in the admin, in English, and read of its revisions."""

import json

from django.urls import reverse
from reversion.models import Revision

from clinic_site.revisions.recording import recorded

from .admin_form import ENGLISH, address
from .markup import text_of


def read(client, url: str) -> str:
    """The words of a page of the admin."""
    response = client.get(url, headers=ENGLISH)
    assert response.status_code == 200
    return text_of(response.text, "main")


def of_model(model, page: str) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}")


def address_in_history(row, revision: Revision, page: str = "") -> str:
    """Where a revision of `row` is compared, or put back."""
    return f"{address(row, 'history')}{revision.pk}/{page}"


def put_back(client, row, revision: Revision):
    return client.post(address_in_history(row, revision, "put-back/"), headers=ENGLISH)


def delete(client, row):
    return client.post(address(row, "delete"), {"post": "yes"}, headers=ENGLISH)


def bring_back(client, model, *revisions: Revision):
    numbers = {"revision": [revision.pk for revision in revisions]}
    return client.post(of_model(model, "bring_back"), numbers, headers=ENGLISH)


def newest() -> Revision:
    return Revision.objects.order_by("pk").last()


def told_by(revision: Revision) -> list[tuple]:
    """The rows that a revision names: what happened to which kind, and to which fields."""
    rows = json.loads(revision.comment)["rows"]
    return [(kind, label, *fields) for kind, label, _pk, _name, fields in rows]


def change(row, user=None, **fields) -> Revision:
    """A change of a root, recorded as the admin does."""
    with recorded(type(row), [row.pk], user):
        type(row).objects.filter(pk=row.pk).update(**fields)
    return newest()


def first() -> Revision:
    return Revision.objects.earliest("pk")
