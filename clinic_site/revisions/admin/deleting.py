from django.contrib import messages
from django.template.loader import render_to_string
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from ...launch import describe
from ..family import key_of, root_of, root_pks, rows_of, within
from ..telling import deleted_in
from .putting_back import may

NAMED = 3  # parts of a kind, before a deletion
LENGTH = 60  # of a name, in characters


class AsksBeforeDeleting:
    """Says what hangs on a row before it is deleted, and offers to undo afterwards."""

    delete_confirmation_template = "admin/revisions/delete.html"
    delete_selected_confirmation_template = "admin/revisions/delete_selected.html"

    def get_deleted_objects(self, objs, request):
        """What hangs on the rows, by kind, with the first names: a procedure has 170 parts."""
        _nested, *counted = super().get_deleted_objects(objs, request)
        pks = [row.pk for row in objs]
        rows = rows_of(root_of(self.model), root_pks(self.model, pks)) if pks else []
        found = []
        for row in objs:
            found.append(describe(row))
            if kinds := by_kind(within(rows, key_of(row))[1:]):
                found.append(kinds)
        return found, *counted

    def offer_undo(self, request, revisions):
        """After "deleted": what went, and a button that brings it back."""
        gone = [(revision, deleted_in(revision)) for revision in revisions]
        gone = [(revision, rows) for revision, rows in gone if rows]
        rows = [row for _revision, found in gone for row in found]
        if rows and all(may(request.user, "delete", row.model) for row in rows):
            context = {
                "names": first_names([row.name for row in rows]),
                "revisions": [revision.pk for revision, _rows in gone],
                "url": self.own_address("bring_back"),
            }
            undo = render_to_string("admin/revisions/_undo.html", context, request)
            messages.info(request, undo)


def first_names(names: list[str]) -> str:
    shown = " · ".join(Truncator(name).chars(LENGTH) for name in names[:NAMED])
    more = len(names) - NAMED
    return _("%(names)s and %(more)d more") % {"names": shown, "more": more} if more > 0 else shown


def by_kind(rows) -> list[str]:
    """A line a kind: how many there are, and what the first are called."""
    kinds: dict = {}
    for row in rows:
        kinds.setdefault(type(row), []).append(str(row))
    return [
        _("%(kind)s (%(number)d): %(names)s")
        % {
            "kind": capfirst(model._meta.verbose_name_plural),
            "number": len(names),
            "names": first_names(names),
        }
        for model, names in kinds.items()
    ]
