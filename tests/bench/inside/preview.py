"""The draft, as an editor sees it."""

from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.models import Permission, User

from procedures.models import Procedure

from .visits import client_of, cost


def queries_of_preview(address: str) -> int:
    """For an editor who may publish, when a change waits: the notice says all that it can."""
    editor = User.objects.create(username="editor", is_staff=True)
    editor.user_permissions.add(Permission.objects.get(codename="add_edition"))
    changed = Procedure.objects.all()
    LogEntry.objects.log_actions(editor.pk, changed, ADDITION, "New", single_object=True)
    client = client_of(editor)
    return cost(lambda: client.get(address)).queries
