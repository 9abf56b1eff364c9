"""The admin's site: Django's own, with what waits and what is open on its front page."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from .attention import points_for
from .components import components
from .contact.inbox import inbox_counts
from .editions.models import Edition
from .editions.pending import pending
from .guide import guide, picture
from .launch import open_point_count, open_points
from .people.guarded_site import GuardedSite
from .people.trust import may_read_draft
from .translating.overview import translation_counts, translations_view


class PracticeAdminSite(GuardedSite):
    site_header = _("Patient information: administration")
    site_title = _("Administration")
    index_title = _("What would you like to change?")
    index_template = "admin/front.html"
    enable_nav_sidebar = False

    def get_urls(self):
        return [
            path("launch/", self.admin_view(self.launch), name="launch"),
            path("translations/", self.admin_view(self.translations), name="translations"),
            path("guide/", self.admin_view(guide), {"site": self}, name="guide"),
            path("guide/pictures/<slug:stem>.png", self.admin_view(picture), name="guide-picture"),
            path("components/", self.admin_view(self.components), name="components"),
            *super().get_urls(),
        ]

    def components(self, request):
        require_content(request)
        return components(request)

    def index(self, request, extra_context=None):
        context = {
            **(draft_state() if may_read_draft(request.user) else {}),
            "points": points_for(request.user),
            "inbox": inbox_counts() if request.user.has_perm("contact.view_enquiry") else [],
            **(extra_context or {}),
        }
        return super().index(request, context)

    def translations(self, request):
        """Every text that is missing or outdated in one language, with the form that mends it."""
        require_content(request)
        return translations_view(request, self)

    def launch(self, request):
        """Everything that is unknown, unconfirmed or untranslated, with the form that mends it."""
        require_content(request)
        context = {
            **self.each_context(request),
            "title": _("Before launch"),
            "kinds": open_points(),
        }
        return render(request, "admin/launch.html", context)


def draft_state() -> dict:
    """What the front page says of the texts, to those who see them."""
    newest = Edition.objects.first()
    return {
        "open_point_count": open_point_count(),
        "newest": newest,
        "pending": pending(newest),
        "translations": translation_counts(),
    }


def require_content(request) -> None:
    if not may_read_draft(request.user):
        raise PermissionDenied
