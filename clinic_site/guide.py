"""The guide for editors (docs/editors.md), as a page of the admin in the reader's language."""

import re
from functools import cache

import markdown
from django.conf import settings
from django.http import FileResponse, Http404
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markdown.extensions.toc import TocExtension, slugify_unicode

DOCS = settings.BASE_DIR / "docs"
ENGLISH = "<!-- English -->"  # parts the guide: French before it, English after


def guide(request, site):
    """The guide; whoever may log in may read it."""
    context = {**site.each_context(request), "title": _("Guide"), "guide": text(get_language())}
    return render(request, "admin/guide.html", context)


@cache
def text(language: str) -> str:
    """The half of the guide that is in `language`, as HTML that the site itself has written."""
    # Headings are linked to as on the pages of a code host, accents kept.
    extensions = ["tables", TocExtension(slugify=slugify_unicode)]
    html = markdown.markdown(source(language), extensions=extensions)
    # Its own title is the page's, so every heading stands one level lower.
    html = re.sub(r"<(/?)h([1-4])", lambda match: f"<{match[1]}h{int(match[2]) + 1}", html)
    return mark_safe(html)


def source(language: str) -> str:
    """The half of the guide that is in `language`, in Markdown."""
    french, english = (DOCS / "editors.md").read_text().split(ENGLISH)
    return english if language == "en" else french


def picture(request, stem):
    file = DOCS / "pictures" / f"{stem}.png"
    if not file.is_file():
        raise Http404
    return FileResponse(file.open("rb"))
