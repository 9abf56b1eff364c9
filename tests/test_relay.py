"""The relay: when it tries again, when it gives up, and what it notes."""

import random
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from clinic_site.contact.delivery import deliver_due
from clinic_site.contact.models import Message

from .enquiries import VISITOR, make_message
from .mail_server import (
    locked_server,
    mail_server,
    no_server,
    refusing_server,
    silent_server,
    unwelcoming_server,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MINUTES = [1, 5, 15, 60, 4 * 60, 12 * 60, 24 * 60]  # from each attempt to the next
SECOND = timedelta(seconds=1)
TRIED = {"attempts": 1, "claimed_at": None, "sent_at": None, "failed_at": None, "error": ""}


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def state_of(message: Message) -> dict:
    """What the row says of its attempts."""
    return Message.objects.values(*TRIED).get(pk=message.pk)


def state(**said) -> dict:
    """What a row says after one attempt, unless told otherwise."""
    return TRIED | said


@pytest.mark.parametrize(("end", "share"), [(min, 0.9), (max, 1.1)])
def test_a_message_is_tried_eight_times_within_two_days_and_then_has_failed(
    clock, settings, monkeypatch, end, share
):
    monkeypatch.setattr(random, "uniform", lambda *ends: end(ends))
    message, waits = make_message(), []

    with no_server(settings):
        while deliver_due():
            message.refresh_from_db()
            if not message.failed_at:
                waits.append(message.due_at - timezone.now())
                clock.move_to(message.due_at - SECOND)
                assert deliver_due() == 0
                clock.move_to(message.due_at)

    assert waits == [timedelta(minutes=minutes * share) for minutes in MINUTES]
    failed = state(attempts=8, failed_at=timezone.now(), error="ConnectionRefusedError")
    assert state_of(message) == failed
    clock.shift(timedelta(days=30))
    assert deliver_due() == 0


def test_the_waits_are_spread_at_random(clock, settings):
    for _number in range(20):
        make_message()

    with no_server(settings):
        deliver_due()

    waits = [message.due_at - NOON for message in Message.objects.all()]
    assert len(set(waits)) == 20
    assert min(waits) >= timedelta(seconds=54)
    assert max(waits) <= timedelta(seconds=66)


@pytest.mark.parametrize(
    ("trouble", "error", "failed_at"),
    [
        (no_server, "ConnectionRefusedError", None),
        (silent_server, "SMTPServerDisconnected", None),
        (locked_server, "SMTPAuthenticationError", None),
        (unwelcoming_server, "SMTPConnectError", None),
        (refusing_server, "SMTPRecipientsRefused 550", NOON),
    ],
)
def test_trouble_is_noted_in_the_row_and_the_log_without_anything_personal(
    clock, settings, caplog, trouble, error, failed_at
):
    message = make_message(recipient=VISITOR)

    with trouble(settings):
        deliver_due()

    assert state_of(message) == state(error=error, failed_at=failed_at)
    ours = [record for record in caplog.records if record.name != "mail.log"]  # the SMTP server's
    assert [(record.getMessage(), record.exc_info) for record in ours] == [
        (f"message {message.pk}, attempt 1: {error}", None)
    ]


@pytest.mark.parametrize(
    ("answer", "error", "failed_at"),
    [
        ("421 4.3.2 Going down", "SMTPDataError 421", None),
        ("451 4.7.1 Greylisted", "SMTPDataError 451", None),
        ("550 5.1.1 Unknown", "SMTPDataError 550", NOON),
        ("554 5.7.1 Spam", "SMTPDataError 554", NOON),
    ],
)
def test_what_is_refused_for_now_is_tried_again_and_what_is_refused_for_good_is_not(
    clock, settings, answer, error, failed_at
):
    message = make_message()

    with mail_server(settings) as mailbox:
        mailbox.answer = answer
        deliver_due()
        clock.shift(timedelta(minutes=2))
        mailbox.answer = "250 OK"
        deliver_due()

    if failed_at:
        assert state_of(message) == state(error=error, failed_at=failed_at)
    else:
        assert state_of(message) == state(attempts=2, sent_at=NOON + timedelta(minutes=2))


def test_relay_once_sends_what_is_due_and_ends(settings):
    out = StringIO()
    for wait in (0, 0, 1):
        make_message(due_at=timezone.now() + timedelta(hours=wait))

    with mail_server(settings) as mailbox:
        call_command("relay", "--once", stdout=out)
        call_command("relay", "--once", stdout=out)

    assert out.getvalue() == "Messages tried: 2.\nMessages tried: 0.\n"
    assert len(mailbox.received) == 2
