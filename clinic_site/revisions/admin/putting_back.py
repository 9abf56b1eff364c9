from django.contrib import messages
from django.contrib.admin.utils import quote
from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ...row_changes import compared
from ..family import key_of, root_of, root_pks
from ..recording import recorded
from ..restoring import Refused, differs, now_and_then, replace
from ..telling import moment_of


class PutsBack:
    """Asks, showing what would change, and puts a row and its parts back as they were."""

    def get_urls(self):
        route = "<path:object_id>/history/<int:number>/put-back/"
        return [self.own_path(route, self.put_back_view, "put_back"), *super().get_urls()]

    def put_back_view(self, request, object_id, number):
        row, revision = self.revision_of(request, object_id, number)
        root, (pk,) = root_of(self.model), root_pks(self.model, [row.pk])
        now, then = now_and_then(root, pk, key_of(row), revision)
        if not self.has_change_permission(request, row) or not may_change(request.user, now, then):
            raise PermissionDenied
        context = {
            "title": _("Put back"),
            "moment": moment_of(revision.date_created),
            "changes": list(compared(now, then)),
        }
        if request.method == "POST":
            try:
                self.put_back(request, row, revision)
            except Refused as refusal:
                context["reasons"] = refusal.reasons
            else:
                return redirect(self.own_address("change", quote(row.pk)))
        status = 409 if "reasons" in context else None
        template = "admin/revisions/put_back.html"
        return self.page_of(request, row, revision, template, context, status)

    def put_back(self, request, row, revision):
        """In one transaction, as a new revision; raises Refused, and has then changed nothing."""
        root, pks = root_of(self.model), root_pks(self.model, [row.pk])
        with recorded(root, pks, request.user) as recording:
            recording.what, recording.of = "put back", revision.date_created
            replace(*now_and_then(root, pks[0], key_of(row), revision))
            row = type(row).objects.get(pk=row.pk)
            words = _("Put back to the state of %s") % moment_of(revision.date_created)
            self.log_change(request, row, words)
        self.message_user(request, f"{words}.", messages.SUCCESS)
        self.say_unpublished(request, row)


def may_change(user, now, then) -> bool:
    """Whether `user` may add, change and delete all that has to be for `then` to replace `now`."""
    before, after = ({key_of(row): row for row in rows} for rows in (now, then))
    needed = {("add", key[0]) for key in after.keys() - before.keys()}
    needed |= {("delete", key[0]) for key in before.keys() - after.keys()}
    both = before.keys() & after.keys()
    needed |= {("change", key[0]) for key in both if differs(before[key], after[key])}
    return all(may(user, action, model) for action, model in needed)


def may(user, action, model) -> bool:
    codename = get_permission_codename(action, model._meta)
    return user.has_perm(f"{model._meta.app_label}.{codename}")
