from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from reversion.models import Revision, Version

from ...launch import describe, form_url
from ..family import key_of, parent_of, paths, root_of, within
from ..recording import recorded
from ..restoring import Refused, bring_back, gone_in
from ..telling import deleted_in
from ..versions import GONE, content_type
from .deleting import by_kind, first_names
from .putting_back import may

LISTED = 100  # deletions, the latest first


class BringsBack:
    """Lists what was deleted, and brings it back under the keys that it had."""

    def get_urls(self):
        return [
            self.own_path("deleted/", self.deleted_view, "deleted"),
            self.own_path("deleted/put-back/", self.bring_back_view, "bring_back"),
            *super().get_urls(),
        ]

    def family(self):
        return [model for model, _path in paths(self.model)]

    def deleted_link(self, request) -> dict:
        shown = self.has_delete_permission(request)
        return {"deleted_url": self.own_address("deleted") if shown else ""}

    def deleted_view(self, request):
        """Who deleted what when; what is there again is left out."""
        if not self.has_delete_permission(request):
            raise PermissionDenied
        kinds = [content_type(model) for model in self.family()]
        with_gone = Version.objects.filter(format=GONE, content_type__in=kinds).values("revision")
        revisions = Revision.objects.filter(pk__in=with_gone).select_related("user")
        found = [(each, deleted_in(each)) for each in revisions.order_by("-pk")[:LISTED]]
        there = self.still_there(row for _revision, rows in found for row in rows)
        lines = [
            (revision, [row for row in rows if (row.model, row.pk) not in there])
            for revision, rows in found
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Deleted: %s") % self.opts.verbose_name_plural,
            "opts": self.opts,
            "lines": [(revision, rows) for revision, rows in lines if rows],
            "url": self.own_address("bring_back"),
        }
        return TemplateResponse(request, "admin/revisions/deleted.html", context)

    def still_there(self, rows) -> set:
        pks = {}
        for row in rows:
            pks.setdefault(row.model, []).append(row.pk)
        return {
            (model, str(pk))
            for model, found in pks.items()
            for pk in model.objects.filter(pk__in=found).values_list("pk", flat=True)
        }

    def bring_back_view(self, request):
        """Ask, or bring back: `revision` names the deletions, in the address or in the form."""
        sent = request.POST if request.method == "POST" else request.GET
        numbers = [int(text) for text in sent.getlist("revision") if text.isdecimal()]
        rows = gone_in(numbers)
        keys = {key_of(row) for row in rows}
        tops = [row for row in rows if parent_of(row) not in keys]
        if not tops or any(type(row) not in self.family() for row in tops):
            raise Http404
        if not all(may(request.user, "delete", type(row)) for row in tops):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("Put back what was deleted"),
            "opts": self.opts,
            "rows": [(describe(row), by_kind(within(rows, key_of(row))[1:])) for row in tops],
            "revisions": numbers,
        }
        if request.method == "POST":
            try:
                return redirect(self.bring_back(request, numbers, tops, rows))
            except Refused as refusal:
                context["reasons"] = refusal.reasons
        status = 409 if "reasons" in context else None
        return TemplateResponse(request, "admin/revisions/bring_back.html", context, status=status)

    def bring_back(self, request, numbers, tops, rows) -> str:
        """In one transaction, as new revisions; the address of the form to look at."""
        root = root_of(self.model)
        roots = Version.objects.filter(revision__in=numbers, content_type=content_type(root))
        pks = {root._meta.pk.to_python(pk) for pk in roots.values_list("object_id", flat=True)}
        with recorded(root, pks, request.user) as recording:
            recording.what = "recovered"
            bring_back(rows)
            words = _("Put back after a deletion")
            for top in tops:
                if isinstance(top, self.model):
                    self.log_addition(request, top, words)
            if not any(isinstance(top, self.model) for top in tops):
                for row in self.model.objects.filter(pk__in=above(tops, self.model)):
                    self.log_change(request, row, words)
        names = first_names([describe(row) for row in tops])
        self.message_user(request, _("Put back: %s") % names, messages.SUCCESS)
        self.say_unpublished(request)
        return form_url(tops[0])


def above(rows, model) -> set:
    """The keys of the rows of `model` on which `rows` hang directly."""
    return {pk for kind, pk in map(parent_of, rows) if kind is model}
