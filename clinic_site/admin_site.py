"""The admin's site: Django's own, with what waits and what is open on its front page."""

from django.contrib import admin
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from .components import components
from .contact.inbox import inbox_counts
from .editions.models import Edition
from .editions.pending import pending
from .launch import open_point_count, open_points
from .translating.overview import translation_counts, translations_view


class PracticeAdminSite(admin.AdminSite):
    site_header = _("Patient information: administration")
    site_title = _("Administration")
    index_title = _("What would you like to change?")
    index_template = "admin/front.html"
    enable_nav_sidebar = False

    def get_urls(self):
        return [
            path("launch/", self.admin_view(self.launch), name="launch"),
            path("translations/", self.admin_view(self.translations), name="translations"),
            path("components/", self.admin_view(components), name="components"),
            *super().get_urls(),
        ]

    def index(self, request, extra_context=None):
        newest = Edition.objects.first()
        context = {
            "open_point_count": open_point_count(),
            "newest": newest,
            "pending": pending(newest),
            "translations": translation_counts(),
            "inbox": inbox_counts() if request.user.has_perm("contact.view_enquiry") else [],
            **(extra_context or {}),
        }
        return super().index(request, context)

    def translations(self, request):
        """Every text that is missing or outdated in one language, with the form that mends it."""
        return translations_view(request, self)

    def launch(self, request):
        """Everything that is unknown, unconfirmed or untranslated, with the form that mends it."""
        context = {
            **self.each_context(request),
            "title": _("Before launch"),
            "kinds": open_points(),
        }
        return render(request, "admin/launch.html", context)
