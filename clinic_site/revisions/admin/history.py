from django.contrib.admin.utils import quote, unquote
from django.contrib.admin.views.main import PAGE_VAR
from django.core.exceptions import PermissionDenied
from django.db import DEFAULT_DB_ALIAS
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from reversion.models import Revision, Version

from ...row_changes import compared
from ..family import key_of, root_of, root_pks, within
from ..restoring import now_and_then
from ..telling import moment_of, told
from ..versions import HERE, content_type, state

PER_PAGE = 30


class ShowsHistory:
    """The stock history page of a row, with its revisions; and what one of them changed."""

    object_history_template = "admin/revisions/history.html"

    def get_urls(self):
        return [
            self.own_path("<path:object_id>/history/<int:number>/", self.compare_view, "compare"),
            *super().get_urls(),
        ]

    def own_path(self, route, view, name):
        name = f"{self.opts.app_label}_{self.opts.model_name}_{name}"
        return path(route, self.admin_site.admin_view(view), name=name)

    def own_address(self, name, *args) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=args)

    def history_view(self, request, object_id, extra_context=None):
        revisions = Revision.objects.filter(
            version__db=DEFAULT_DB_ALIAS,
            version__content_type=content_type(self.model),
            version__object_id=unquote(object_id),
        )
        pages = self.get_paginator(
            request, revisions.select_related("user").order_by("-pk"), PER_PAGE
        )
        page = pages.get_page(request.GET.get(PAGE_VAR, 1))
        lines = [
            {
                "revision": revision,
                "told": told(revision),
                "compare": self.own_address("compare", quote(unquote(object_id)), revision.pk),
                "put_back": self.own_address("put_back", quote(unquote(object_id)), revision.pk),
                "is_newest": page.number == 1 and place == 0,
            }
            for place, revision in enumerate(page)
        ]
        context = {
            "lines": lines,
            "action_list": page,
            "page_range": pages.get_elided_page_range(page.number),
            "pagination_required": pages.num_pages > 1,
            "may_put_back": self.has_change_permission(request),
        }
        return super().history_view(request, object_id, {**context, **(extra_context or {})})

    def compare_view(self, request, object_id, number):
        """What a revision changed, and what has changed since."""
        row, revision = self.revision_of(request, object_id, number)
        root, (pk,) = root_of(self.model), root_pks(self.model, [row.pk])
        before = within(state(root, pk, revision.pk - 1), key_of(row))
        now, then = now_and_then(root, pk, key_of(row), revision)
        context = {
            "title": _("Change of %s") % moment_of(revision.date_created),
            "is_first": not before,
            "changes": list(compared(before, then)) if before else [],
            "since": list(compared(then, now)),
            "told": told(revision),
            "may_put_back": self.has_change_permission(request, row),
            "put_back": self.own_address("put_back", quote(row.pk), revision.pk),
        }
        return self.page_of(request, row, revision, "admin/revisions/compare.html", context)

    def revision_of(self, request, object_id, number):
        """The row and the revision that an address names; the row may be looked at."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        version = get_object_or_404(
            Version.objects.select_related("revision__user"),
            db=DEFAULT_DB_ALIAS,
            content_type=content_type(self.model),
            object_id=str(row.pk),
            revision=number,
            format=HERE,
        )
        return row, version.revision

    def page_of(self, request, row, revision, template, context, status=None):
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "object": row,
            "revision": revision,
            "history": self.own_address("history", quote(row.pk)),
            **context,
        }
        return TemplateResponse(request, template, context, status=status)
