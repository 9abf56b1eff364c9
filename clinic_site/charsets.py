"""
Refuses a request that says it is written in anything but UTF-8.

Django decodes a query or a form with whatever codec the `Content-Type` names,
rot13 included, and fails. Browsers send a form in the encoding of its page
(HTML, 4.10.21), and every page of ours is in UTF-8.
"""

import codecs

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

from .errors import bad_request

ALLOWED = ("utf-8", "ascii")


class Request(WSGIRequest):
    """One whose `Content-Type` may be anything; Django's own cannot be made from some."""

    def _set_content_type_params(self, meta):
        try:
            super()._set_content_type_params(meta)
        except ValueError:
            self.content_type, self.content_params = "", {"charset": "unreadable"}


class Handler(WSGIHandler):
    request_class = Request


class RefuseCharsets:
    """A middleware that answers 400 before anything reads the query or the form."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if is_ours(request.content_params.get("charset", "utf-8")):
            return self.get_response(request)
        request.encoding = None  # what the page itself reads of the request is read as UTF-8
        return bad_request(request)


def is_ours(charset: str) -> bool:
    try:
        return codecs.lookup(charset).name in ALLOWED
    except (LookupError, ValueError):
        return False
