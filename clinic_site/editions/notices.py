"""The band at the top of a page that is not what patients read now: a draft, an old edition."""

import re

from django.http import HttpResponse
from django.template.loader import render_to_string

from .pending import pending

# Not where a form is sent: what is computed is computed from what patients read today.
PAGE = re.compile(rb'((?:href|src)=")(/(?:fr|en)/)')
FILE = re.compile(rb'((?:href|src)=")(/static/)')


def add_notice(response: HttpResponse, template: str, context: dict) -> HttpResponse:
    """Put the notice on top of the page, and keep the answer out of caches and search engines."""
    if is_html(response):
        notice = render_to_string(template, context).strip().encode()
        response.content = response.content.replace(b"<body>", b"<body>\n" + notice, 1)
        for header in ("ETag", "Last-Modified", "Content-Length"):
            del response[header]
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response


def keep_within(prefix: str, response: HttpResponse, has_files: bool = False) -> None:
    """
    Keep the links of a page to this site's pages under `prefix`.

    `has_files` where the stylesheet and the script are there too: an old edition's are its own.
    """
    if is_html(response):
        replacement = rb"\g<1>" + prefix.encode() + rb"\g<2>"
        body = PAGE.sub(replacement, response.content)
        response.content = FILE.sub(replacement, body) if has_files else body


def is_html(response: HttpResponse) -> bool:
    return response.headers.get("Content-Type", "").startswith("text/html")


def as_draft(request, response: HttpResponse) -> HttpResponse:
    """What staff see on the public addresses: the manuscript, and who changed it since when."""
    if request.GET.get("view") == "visitor":
        response["Cache-Control"] = "no-store"
        return response
    newest = request.content.newest
    context = {
        "newest": newest,
        "pending": pending(newest),
        "path": request.path,
        "may_publish": request.user.has_perm("editions.add_edition"),
    }
    return add_notice(response, "editions/_draft.html", context)
