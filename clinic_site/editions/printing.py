"""Asks for pages as a visitor would, and is answered from the content that it names."""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation

from procedures import leaflet
from procedures.listing import ProcedureList
from procedures.models import Procedure
from procedures.personal_calendar.page import CalendarPage

from ..practice.models import Page
from .models import Edition

# No header that a visitor sends can set this: theirs all begin with HTTP_.
CONTENT = "editions.content"


class Address(NamedTuple):
    """A public address, and whether what is printed only stands in for what is computed there."""

    path: str
    is_live: bool = False

    @property
    def file(self) -> str:
        """The name of its file in an edition: `fr/glossaire/index.html`."""
        name = self.path.removeprefix("/")
        return f"{name}index.html" if self.path.endswith("/") else name


def addresses() -> Iterator[Address]:
    """
    Every public address, of the manuscript as it is.

    Leaflets come first: pages say how long they are. A calendar is printed as it
    is served, with its form, and once more as it reads where nothing computes.
    """
    procedures = Procedure.objects.all()
    languages = [language for language, _name in settings.LANGUAGES]
    if not leaflet.missing():
        for language in languages:
            yield from (Address(procedure.leaflet_in(language)) for procedure in procedures)
    for language in languages:
        for page in Page.objects.all():
            yield Address(page.url_in(language), page.key == Page.Key.CONTACT)
        for item in (*procedures, *ProcedureList.all()):
            yield Address(item.url_in(language))
        for procedure in procedures:
            address = CalendarPage(procedure).url_in(language)
            yield from (Address(address), Address(address, is_live=True))
    for name in ("sitemap", "manifest", "robots"):
        yield Address(reverse(name))


def past_addresses(edition: Edition) -> Iterator[str]:
    """Where the history page of `edition` leads to those before it."""
    for number in Edition.objects.filter(number__lt=edition.number).values_list("pk", flat=True):
        for language, _name in settings.LANGUAGES:
            yield reverse("past-page", args=[number, f"{language}/"])


def render(path: str, content) -> HttpResponse:
    """The answer at `path`, through every middleware, from `content` and without a notice."""
    with translation.override(None):
        return _handler().get_response(_request(path, content))


def _request(path: str, content) -> WSGIRequest:
    site = urlsplit(settings.SITE_URL)
    return WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "SERVER_NAME": site.hostname,
            "SERVER_PORT": str(site.port or {"https": 443, "http": 80}[site.scheme]),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.url_scheme": site.scheme,
            "wsgi.input": BytesIO(),
            CONTENT: content,
        }
    )


@cache
def _handler() -> WSGIHandler:
    return WSGIHandler()
