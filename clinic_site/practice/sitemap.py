"""What search engines are told of: every public page, in both languages."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as sitemap_of
from django.views.decorators.http import require_safe

from procedures.listing import ProcedureList
from procedures.models import Procedure
from procedures.personal_calendar.page import CalendarPage

from .models import Page


class BilingualSitemap(Sitemap):
    """Each page with the other language, and the day on which patients last read new words."""

    i18n = True
    alternates = True
    protocol = urlsplit(settings.SITE_URL).scheme

    def __init__(self, dates):
        self.dates = dates  # None for a draft, which has no date

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc

    def get_urls(self, *args, **kwargs):
        urls = super().get_urls(*args, **kwargs)
        for url in urls:
            path = url["location"].removeprefix(settings.SITE_URL)
            url["lastmod"] = self.dates.of(path).modified if self.dates else None
            # As the pages say; Django's own x-default leaves the language out of the address.
            in_french = next(a for a in url["alternates"] if a["lang_code"] == "fr")
            url["alternates"].append({**in_french, "lang_code": "x-default"})
        return urls


class PageSitemap(BilingualSitemap):
    def items(self):
        return Page.objects.exclude(key=Page.Key.CONTACT_SENT)


class ProcedureSitemap(BilingualSitemap):
    def items(self):
        procedures = Procedure.objects.all()
        return [*procedures, *map(CalendarPage, procedures), *ProcedureList.all()]


@require_safe
def sitemap(request):
    dates = request.content.dates
    parts = {"pages": PageSitemap(dates), "procedures": ProcedureSitemap(dates)}
    return sitemap_of(request, parts)
