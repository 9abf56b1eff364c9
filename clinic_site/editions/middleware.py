"""
Who reads what: visitors the current edition, staff the manuscript.

A view is printed unless it is marked as live: one that somebody forgot to mark
is not reached by visitors, so that no manuscript leaks through it.
"""

import logging

from django.conf import settings
from django.db import Error
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.utils.functional import SimpleLazyObject

from ..bucket.failure import Unavailable
from ..errors import server_error
from ..people.trust import may_read_draft
from .content import Manuscript
from .notices import as_draft
from .printing import CONTENT
from .serving import current
from .views import not_open_yet

logger = logging.getLogger(__name__)


class EditionMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.content = SimpleLazyObject(lambda: content_of(request))
        response = self.get_response(request)
        if getattr(request, "is_draft", False):
            return as_draft(request, response)
        return response

    def process_view(self, request, view, args, kwargs):
        if CONTENT in request.environ or request.path_info.startswith(f"/{settings.ADMIN_PATH}"):
            return None
        if is_staff(request) and request.GET.get("view") != "published":
            request.is_draft = not getattr(view, "has_notice", False)
            return None
        return None if getattr(view, "is_live", False) else printed_answer(request)

    def process_exception(self, request, exception):
        """What needs the database or the bucket says so without it; the printed pages go on."""
        if isinstance(exception, Unavailable):
            logger.error("%s", exception)
        elif isinstance(exception, Error):  # its own words may quote a row
            logger.error("The database does not answer: %s", type(exception).__name__)
        else:
            return None
        response = server_error(request)
        response.status_code = 503
        response["Retry-After"] = "120"
        return response


def is_staff(request) -> bool:
    """Whether the request comes from somebody who may see the manuscript."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not hasattr(request, "user"):
        return False
    try:
        return may_read_draft(request.user)
    except Error:  # the session cannot be asked for: a visitor
        return False


def content_of(request):
    """What the answer to `request` is made from; on error pages too, wherever they come from."""
    if CONTENT in request.environ:
        return request.environ[CONTENT]
    if is_staff(request):
        return Manuscript()
    return current.content


def printed_answer(request) -> HttpResponse:
    """The current edition's file, for those whom the WSGI wrapper let pass: a stale session."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    if current.edition is None:
        return not_open_yet(request)
    file = current.edition.files.get(request.path_info)
    if file is None:
        raise Http404
    answer = file.get_response(request.method, request.environ)
    response = HttpResponse(answer.file or b"", status=answer.status)
    for name, value in answer.headers:
        response[name] = value
    return response
