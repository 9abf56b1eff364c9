"""The pages that the web server in front of Django shows when it answers by itself."""

from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

PAGES = {
    400: (
        _("We could not read this request"),
        _("Something in the address or in what your browser sent is not as it should be."),
    ),
    413: (
        _("This is too large"),
        _("What your browser sent is larger than this page takes. Go back and shorten it."),
    ),
    429: (
        _("Too many requests at once"),
        _("Please wait a minute, then try again. What you typed should still be there."),
    ),
    500: (
        _("Something went wrong on our side"),
        _(
            "It is not your doing. Please try again in a few minutes. If you were sending a "
            "message, go back: what you typed should still be there."
        ),
    ),
}


def write_error_pages(folder: Path) -> list[Path]:
    """Write each page in each language, as `413.fr.html`; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for status, (title, text) in PAGES.items():
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                page = render_to_string("proxy_error.html", {"title": title, "text": text})
            written.append(folder / f"{status}.{language}.html")
            written[-1].write_text(page)
    return written
