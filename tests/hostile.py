"""Asks as a web server hands a request on, and says what is wrong with the answer."""

import re
from collections import Counter
from contextlib import contextmanager
from io import BytesIO
from typing import NamedTuple
from urllib.parse import unquote_to_bytes, urlsplit

from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from clinic_site.charsets import Handler
from clinic_site.editions.serving import ServeEdition
from clinic_site.security_headers import HEADERS

HOST = "testserver"
NAMES = {*HEADERS, "Content-Security-Policy", "Strict-Transport-Security"}
TOKEN = "a" * 32
BROWSER = {
    "Host": HOST,
    "Origin": f"https://{HOST}",
    "Cookie": f"csrftoken={TOKEN}",
    "X-CSRFToken": TOKEN,
    "X-Forwarded-Proto": "https",
    "X-Forwarded-For": "192.0.2.1",
}


class Question(NamedTuple):
    """As on the wire: the path with its percent signs, the body as bytes."""

    path: str
    method: str = "GET"
    headers: dict[str, str] = {}
    body: bytes = b""


class Visitor:
    """A stranger with the form's cookie; `asked` counts the answers by status."""

    def __init__(self):
        self.application, self.asked = ServeEdition(Handler()), Counter()

    def faults(self, question: Question) -> list[str]:
        """What no answer to `question` may be or hold."""
        started = []
        with connection_kept():
            answer = self.application(environ(question), lambda *args: started.append(args))
            body = b"".join(answer)
            if hasattr(answer, "close"):
                answer.close()
        ((status, headers),) = started
        self.asked[int(status[:3])] += 1
        return [*wrong_with(int(status[:3]), dict(headers), body)]


@contextmanager
def connection_kept():
    """A request closes its connection to the database: a test's transaction would end with it."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def environ(question: Question) -> dict:
    """What gunicorn makes of the request (PEP 3333)."""
    path, _mark, query = question.path.partition("?")
    headers = {**BROWSER, **question.headers}
    length = {"Content-Length": str(len(question.body))} | headers
    named = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    return {
        **named,
        "REQUEST_METHOD": question.method,
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "CONTENT_TYPE": headers.get("Content-Type", ""),
        "CONTENT_LENGTH": length["Content-Length"],
        "REMOTE_ADDR": "127.0.0.1",
        "SERVER_NAME": HOST,
        "SERVER_PORT": "443",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "SCRIPT_NAME": "",
        "wsgi.url_scheme": "https",
        "wsgi.input": BytesIO(question.body),
    }


def wrong_with(status: int, headers: dict[str, str], body: bytes):
    if status >= 500:
        yield f"status {status}"
    if status != 304 and (missing := NAMES - set(headers)):
        yield f"without {sorted(missing)}"
    if any(re.search(r"[\r\n\0]", f"{name}{value}") for name, value in headers.items()):
        yield "a line break in a header"
    if urlsplit(headers.get("Location", "/").replace("\\", "/")).netloc not in ("", HOST):
        yield f"leads to {headers['Location']}"
    if b"<b id=x" in body:
        yield "an element of the stranger's"
    if b"Traceback" in body or b"Exception" in body:
        yield "the inside of a fault"
