"""Publishes in tests, and asks for pages as the web server does."""

from contextlib import nullcontext
from datetime import UTC
from io import BytesIO
from typing import NamedTuple

import time_machine
from django.core.files.base import ContentFile

from clinic_site.charsets import Handler
from clinic_site.editions.models import Edition, archives
from clinic_site.editions.publishing import publish
from clinic_site.editions.serving import ServeEdition, current

FIRST: dict = {}


def publish_now(**fields) -> Edition:
    """Print the manuscript, and serve it."""
    edition = Edition(**fields)
    for _progress in publish(edition):
        pass
    current.refresh()
    return edition


def by_the_real_clock():
    """What is made once for all tests does not bear the date of the first that asked for it."""
    hatch = time_machine.escape_hatch
    if not hatch.is_travelling():
        return nullcontext()
    return time_machine.travel(hatch.datetime.datetime.now(tz=UTC))


def publish_first_content() -> Edition:
    """The first content as edition 1: printed once for all tests, then put in place."""
    if not FIRST:
        with by_the_real_clock():
            edition = publish_now(note_fr="Première édition.", note_en="First edition.")
        FIRST.update(archive=edition.archive.read(), fields=vars(edition).copy())
        return edition
    fields = {k: v for k, v in FIRST["fields"].items() if not k.startswith("_")}
    edition = Edition(**fields)
    if not archives().exists(edition.archive.name):
        archives().save(edition.archive.name, ContentFile(FIRST["archive"]))
    edition.save(force_insert=True)
    current.refresh()
    return edition


class Answer(NamedTuple):
    status: str
    headers: dict[str, str]
    body: bytes


def ask(path: str, method: str = "GET", body: bytes = b"", **environ: str) -> Answer:
    """What the server answers to a request that reaches it over https."""
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "443",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "https",
        "wsgi.input": BytesIO(body),
        "CONTENT_LENGTH": str(len(body)),
        **environ,
    }
    started = []
    body = ServeEdition(Handler())(environ, lambda *args: started.append(args))
    ((status, headers),) = started
    return Answer(status, dict(headers), b"".join(body))
