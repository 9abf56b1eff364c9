"""The history, the pages of old editions, and the draft for a reader without an account."""

import mimetypes

from django.core.signing import BadSignature
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from ..live import live
from ..practice.models import Page
from .archive import read_file
from .content import Manuscript
from .draft_link import draft_address, expiry_of
from .models import Edition
from .notices import add_notice, keep_within
from .printing import render as print_page


@require_safe
def history(request):
    page = request.content.page(Page.Key.HISTORY)
    if page is None:
        raise Http404
    this = request.content.edition
    editions = [this, *Edition.objects.filter(number__lt=this.number)]
    return render(request, "editions/history.html", {"page": page, "editions": editions})


@live
@require_safe
def past_page(request, number, path):
    """A page or a file of an old edition, marked as such; the newest is read where it always is."""
    edition = get_object_or_404(Edition, number=number)
    newest = Edition.objects.first()
    if edition == newest:
        return redirect(f"/{path}")
    body = read_file(edition, path)
    if body is None:
        raise Http404
    kind, _encoding = mimetypes.guess_type(path)
    response = HttpResponse(body, content_type=kind if path[-1] != "/" else "text/html")
    if path.startswith("static/"):
        response["Cache-Control"] = "public, max-age=31536000, immutable"
        return response
    keep_within(request.path.removesuffix(f"/{path}"), response, has_files=True)
    with translation.override(path[:2]):
        context = {"edition": edition, "newest": newest, "path": f"/{path}"}
        return add_notice(response, "editions/_past.html", context)


@live
@require_safe
def draft_page(request, token, path):
    """A page of the manuscript, for whoever has the link; nothing can be sent from it."""
    try:
        until = expiry_of(token)
    except BadSignature as error:
        raise Http404 from error
    with translation.override(path[:2]):
        if until < timezone.now():
            return render(request, "editions/draft_expired.html", status=410)
        printed = print_page(f"/{path}", Manuscript(is_for_keeps=True))
        kind = printed.headers["Content-Type"]
        response = HttpResponse(printed.content, kind, printed.status_code)
        keep_within(draft_address(token, "")[:-1], response)
        add_notice(response, "editions/_draft_link.html", {"until": until})
        response["Referrer-Policy"] = "no-referrer"
        return response


# They carry a notice of their own, for staff too.
past_page.has_notice = draft_page.has_notice = True


def not_open_yet(request):
    """Before the first edition there is nothing for patients to read."""
    response = render(request, "editions/not_open.html", status=503)
    response["Retry-After"] = "3600"
    return response
