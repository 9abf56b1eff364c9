"""What /healthz tells those who watch the site."""

from threading import Event

import pytest
from django.db import OperationalError
from django.utils import timezone

from clinic_site import health

from .enquiries import make_message

pytestmark = pytest.mark.django_db(transaction=True)  # it asks on a connection of its own

NO_ANSWER = (200, "ok\ndatabase: no answer\n")


def answer(visitor) -> tuple[int, str]:
    response = visitor.get("/healthz")
    assert "no-store" in response["Cache-Control"]
    return response.status_code, response.text


def test_it_says_how_many_messages_were_not_delivered(visitor):
    answers = []
    for fields in ({}, {"failed_at": timezone.now()}, {"failed_at": timezone.now()}):
        make_message(**fields)
        answers.append(answer(visitor))

    assert answers == [(200, f"ok\nmessages not delivered: {count}\n") for count in range(3)]


def test_it_says_that_the_database_refuses(visitor, monkeypatch):
    def refuse(*_asked):
        raise OperationalError("connection refused")

    with monkeypatch.context() as patch:
        patch.setattr("django.db.backends.utils.CursorWrapper.execute", refuse)
        refused = answer(visitor)

    assert (refused, answer(visitor)) == (NO_ANSWER, (200, "ok\nmessages not delivered: 0\n"))


def test_it_does_not_wait_for_a_database_that_keeps_silent(visitor, monkeypatch):
    go_on = Event()
    monkeypatch.setattr(health, "WAIT", 0.01)
    monkeypatch.setattr(health, "failed_messages", go_on.wait)

    try:
        silent = answer(visitor)
    finally:
        go_on.set()

    assert silent == NO_ANSWER
