"""The leaflet of a procedure: its whole page as a PDF, to print, keep and bring along."""

from functools import cache
from mimetypes import guess_type
from typing import NamedTuple
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from .leaflet_elements import make_printable


class Leaflet(NamedTuple):
    """A PDF file, and on how many pages of A4."""

    body: bytes
    pages: int


class NotOurs(Exception):
    """The leaflet named something else than a static file of the site."""


def missing() -> str:
    """Why no leaflet can be made here, in words for the editor; empty when it can."""
    if not settings.LEAFLETS:
        return _("PDF leaflets are switched off (LEAFLETS).")
    match _missing_part():
        case "package":
            return _(
                "No PDF leaflets: the Python package WeasyPrint is not installed on this machine."
            )
        case "libraries":
            return _(
                "No PDF leaflets: the system libraries that draw text (Pango) are not installed "
                "on this machine."
            )
    return ""


@cache
def _missing_part() -> str:
    """Tried once a process: a failing import is slow, and prints advice each time."""
    try:
        import weasyprint  # noqa: F401
    except ImportError:
        return "package"
    except OSError:
        return "libraries"
    return ""


def make_leaflet(procedure, practice, edition) -> Leaflet:
    """
    The leaflet of `procedure` in the current language, tagged as PDF/UA-1 asks (ISO 14289-1).

    `procedure` was loaded with its page's content and has shown none of it yet:
    its references explain a word once. The same rows give the same bytes.
    Raises ImportError or OSError where `missing()` says so, NotOurs or
    FileNotFoundError where a file of the leaflet's own is gone.
    """
    # Imported here: processes that never print need not hold some 40 MB of it.
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError

    address = settings.SITE_URL + procedure.get_absolute_url()
    rows = {"procedure": procedure, "practice": practice, "edition": edition, "address": address}
    html = render_to_string("procedures/leaflet.html", rows)
    try:
        page = HTML(string=html, base_url=address, url_fetcher=_fetcher())
        make_printable(page.etree_element, read_static("css/leaflet-pictures.css").decode())
        document = page.render(pdf_variant="pdf/ua-1")
    except FatalURLFetchingError as error:  # no Exception: it would end the whole process
        raise error.__cause__ from None
    body = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=address.encode())
    return Leaflet(body, len(document.pages))


def _fetcher():
    """What WeasyPrint asks for files: it is given the site's own, and never a connection."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class SiteFiles(URLFetcher):
        def fetch(self, url, headers=None):
            if url.startswith("data:"):
                return super().fetch(url, headers)
            return URLFetcherResponse(url, read_url(url), {"Content-Type": guess_type(url)[0]})

    return SiteFiles(fail_on_errors=True)


def read_url(url: str) -> bytes:
    """The static file at the absolute address `url`; raises NotOurs for any other address."""
    root = urljoin(settings.SITE_URL, settings.STATIC_URL)
    if not url.startswith(root):
        raise NotOurs(url)
    return read_static(url.removeprefix(root))


def read_static(name: str) -> bytes:
    """A static file as collected, under its name or its hashed one; else as it was written."""
    try:
        with staticfiles_storage.open(name) as file:
            return file.read()
    except FileNotFoundError:
        if not (path := finders.find(name)):
            raise
    with open(path, "rb") as file:
        return file.read()
