"""The log as JSON: what a line holds, and that it holds nothing of a visitor."""

import json
import logging
import sys
from subprocess import run
from unittest.mock import Mock

import pytest
from django.db import OperationalError

from clinic_site.contact.models import Message
from clinic_site.logs import JsonFormatter, current_request

from .contact_page import FORM
from .test_settings import PRODUCTION, ROOT
from .test_traces import traces, written_by_zoe

NUMBER = "0123456789abcdef" * 2


@pytest.fixture(autouse=True)
def _as_json(caplog):
    """Written when it is said, and by no request of another test."""
    caplog.handler.setFormatter(JsonFormatter())
    token = current_request.set("")
    yield
    current_request.reset(token)


def lines(caplog) -> list[dict]:
    return [json.loads(line) for line in caplog.text.splitlines()]


@pytest.mark.usefixtures("first_content")
def test_no_line_holds_anything_of_the_visitor(client, caplog):
    caplog.set_level(logging.INFO)
    client.raise_request_exception = False
    form = written_by_zoe(client)
    with pytest.MonkeyPatch.context() as patch:
        for error in (OperationalError("Zoé Faure"), ValueError("Zoé Faure")):
            patch.setattr(Message, "save", Mock(side_effect=error))
            client.post(f"{FORM['fr']}?from=zoe", form)

    said = lines(caplog)

    assert [line["message"] for line in said] == [
        "Service Unavailable: /fr/contact/",
        "Internal Server Error: /fr/contact/",
    ]
    assert said[-1]["error"] == "ValueError"
    assert "/clinic_site/contact/" in " ".join(said[-1]["raised_at"])
    assert [line for line in said if traces(json.dumps(line, ensure_ascii=False))] == []
    assert len({line["request"] for line in said}) == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "is_behind_proxy", "is_taken"),
    [(NUMBER, True, True), (NUMBER, False, False), ("Zoé Faure", True, False), ("", True, False)],
)
def test_the_number_of_a_request_is_the_proxys_or_a_new_one(
    visitor, settings, caplog, given, is_behind_proxy, is_taken
):
    settings.BEHIND_PROXY = is_behind_proxy

    visitor.get("/nothing/", headers={"x-request-id": given.encode().decode("latin-1")})

    (line,) = lines(caplog)
    assert (line["request"] == NUMBER, len(line["request"])) == (is_taken, 32)


def test_a_line_that_belongs_to_no_request_has_no_number():
    record = logging.makeLogRecord({"name": "relay", "levelname": "INFO", "msg": "é", "created": 0})

    assert json.loads(JsonFormatter().format(record)) == {
        "time": "1970-01-01T00:00:00+00:00",
        "level": "INFO",
        "logger": "relay",
        "message": "é",
    }


@pytest.mark.parametrize(("form", "is_json"), [("json", True), ("plain", False)])
def test_the_setting_chooses_the_form(form, is_json):
    code = "import logging; logging.getLogger('people').warning('an account was locked')"
    command = [sys.executable, "manage.py", "shell", "--no-imports", "--command", code]
    environment = {**PRODUCTION, "LOG_FORMAT": form}

    done = run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)

    (line,) = done.stderr.splitlines()
    assert line.startswith("{") is is_json
    assert "an account was locked" in line
