"""What Sentry receives of a fault: asked of the bytes that come over the wire."""

import json
import os
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import brotli
import pytest

from .site_process import Site
from .site_template import site_template
from .test_settings import PRODUCTION, manage
from .test_traces import traces

# A visitor, a member of staff, the words of errors and of the log: none of them may be told.
FAULTS = """
import logging
from unittest.mock import patch
from django.db import connection
from django.test import Client
from clinic_site.contact.forms import EnquiryForm
from clinic_site.editions.serving import current
from tests.enquiries import filled_in

def fault(*arguments, **named):
    typed = "Zoé Faure, zoe@example.com"
    connection.cursor().execute("SELECT %s", ["Zoé Faure"])
    try:
        raise KeyError(typed)
    except KeyError as error:
        raise ValueError(f"{typed} cannot be stored") from error

current.refresh()
visitor = Client(
    raise_request_exception=False, headers={
        "host": "clinic.example", "user-agent": "Zoé's browser", "referer": "https://zoe.example/",
        "x-forwarded-for": "192.0.2.77", "cookie": "sessionid=zoes-session",
        "x-request-id": "fedcba9876543210" * 2,
    }
)
form = filled_in(visitor, phone="06 12 34 56 78")
with patch.object(EnquiryForm, "is_valid", fault):
    visitor.post("/fr/contact/?from=zoe", form)
with patch("clinic_site.editions.views.expiry_of", fault):
    visitor.get("/draft/zoes-secret-key/fr/")
logging.getLogger("relay").error("not sent to %s: %s", "zoe@example.com", "Bonjour")
logging.getLogger("relay").error("Zoé Faure " + "wrote")
logging.getLogger("django.security.DisallowedHost").error("zoe.example")
raise RuntimeError("Zoé Faure ended it")
"""


class Sentry(BaseHTTPRequestHandler):
    """Takes whatever it is given."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers["Content-Encoding"] == "br":
            body = brotli.decompress(body)
        self.server.received.append((f"{self.path}\n{self.headers}", body.decode()))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_said):
        pass


@contextmanager
def sentry():
    with ThreadingHTTPServer(("127.0.0.1", 0), Sentry) as server:
        server.received = []
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """All that came, and what the process itself said of its end."""
    with (
        sentry() as server,
        site_template().copied_to(tmp_path_factory.mktemp("site")) as (database, archives),
    ):
        site = Site(tmp_path_factory.mktemp("node") / "1", database, archives)
        site.listener.close()
        port = server.server_address[1]
        site.environment |= {
            "SENTRY_DSN": f"http://key@127.0.0.1:{port}/1",
            "BEHIND_PROXY": "true",
            "HOSTNAME": "zoe",
        }
        process = site.begin("shell", "--no-imports", "--command", FAULTS)
        _said, complaints = process.communicate()
        yield server.received, complaints


def events(told) -> list[dict]:
    return [json.loads(body.splitlines()[2]) for _head, body in told[0]]


def test_each_fault_is_told_by_its_kind_and_its_place(told):
    assert "RuntimeError: Zoé Faure ended it" in told[1]
    kinds = [
        [value["type"] for value in event.get("exception", {}).get("values", [])]
        for event in events(told)
    ]
    twice = [["KeyError", "ValueError"]] * 2
    assert kinds == [*twice, [], [], ["RuntimeError"]]
    first, *_others, last = events(told)
    frames = first["exception"]["values"][-1]["stacktrace"]["frames"]
    assert (frames[-1]["function"], frames[-1]["in_app"]) == ("fault", True)
    assert any(frame["filename"].endswith("/contact/views.py") for frame in frames)
    assert first["tags"] == {"request": "fedcba9876543210" * 2}
    assert last["exception"]["values"][0]["module"] == "builtins"


def test_nothing_of_a_person_or_of_the_machine_is_among_what_is_sent(told):
    sent = "\n".join(part for request in told[0] for part in request)

    assert len(told[0]) == 5
    assert traces(sent) == []
    for word in ("192.0.2.77", "secret", "session", "SELECT", "cannot be", "not sent", "browser"):
        assert word not in sent
    assert os.uname().nodename not in sent
    assert "clinic.example" not in sent


def test_an_event_has_these_parts_and_no_other(told):
    parts = {part for event in events(told) for part in event}
    assert parts == {
        *("event_id", "timestamp", "platform", "level", "logger", "environment", "sdk"),
        *("tags", "message", "exception"),
    }


@pytest.mark.parametrize(
    ("dsn", "package", "rule"),
    [
        ("https://sentry.example", "", "Set the SENTRY_DSN environment variable: as Sentry says"),
        (
            "https://key@sentry.example/1",
            "raise ImportError",
            "SENTRY_DSN is set, and sentry-sdk is not installed: make .venv/sentry",
        ),
    ],
)
def test_a_setting_that_cannot_serve_stops_the_start(tmp_path, dsn, package, rule):
    more = {}
    if package:
        (tmp_path / "sentry_sdk.py").write_text(package)
        more["PYTHONPATH"] = str(tmp_path)

    result = manage("check", **PRODUCTION, SENTRY_DSN=dsn, **more)

    assert result.returncode != 0
    assert rule in result.stderr.strip().splitlines()[-1]
    assert "sentry.example" not in result.stderr


def test_without_the_setting_nothing_of_it_is_loaded():
    code = "import sys; print([name for name in sys.modules if 'sentry' in name])"

    result = manage("shell", "--no-imports", "--command", code, **PRODUCTION)

    assert (result.stdout, result.stderr) == ("[]\n", "")
