"""
What a line of the log says: in words, or as JSON with the request that it belongs to.

No line holds an address, a query, a body or a cookie. In JSON not even the words of an error,
which may quote a row: its type and where it was raised find the fault as well.
"""

import json
import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from uuid import uuid4

from django.conf import settings

NUMBER = re.compile(r"[0-9a-f]{32}")  # as nginx makes them ($request_id)

DRAFT_LINK = re.compile(r"/draft/[^/\s]+")

current_request: ContextVar[str] = ContextVar("current_request", default="")


class RequestNumber:
    """
    A middleware that gives each request a number: nginx's, whose log has it too, or a new one.

    It stays until the thread's next request: Django notes an answer after its last middleware.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given = request.headers.get("X-Request-ID", "") if settings.BEHIND_PROXY else ""
        current_request.set(given if NUMBER.fullmatch(given) else uuid4().hex)
        return self.get_response(request)


class HideDraftLinks(logging.Filter):
    """Who has a draft's address may read it: Django notes addresses that lead nowhere."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = DRAFT_LINK.sub("/draft/…", record.getMessage()), ()
        return True


class JsonFormatter(logging.Formatter):
    """One object a line; `request` is missing where a line belongs to none."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, tz=UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if number := current_request.get():
            line["request"] = number
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])
            line["raised_at"] = [f"{frame.filename}:{frame.lineno}" for frame in frames]
        return json.dumps(line, ensure_ascii=False)
