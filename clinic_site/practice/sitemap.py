"""What search engines are told of: every public page, in both languages."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap

from procedures.listing import ProcedureList
from procedures.models import Procedure
from procedures.personal_calendar.page import CalendarPage

from .models import Page


class BilingualSitemap(Sitemap):
    i18n = True
    alternates = True
    protocol = urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc

    def lastmod(self, item):
        return getattr(item, "updated_at", None)  # a list is not a row


class PageSitemap(BilingualSitemap):
    def items(self):
        return Page.objects.exclude(key=Page.Key.CONTACT_SENT)


class ProcedureSitemap(BilingualSitemap):
    def items(self):
        procedures = Procedure.objects.all()
        return [*procedures, *map(CalendarPage, procedures), *ProcedureList.all()]


SITEMAPS = {"pages": PageSitemap, "procedures": ProcedureSitemap}
