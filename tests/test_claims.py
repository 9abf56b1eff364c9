"""Of several relays, on any machines, one sends a message; a dead one is replaced."""

from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
import time_machine

from clinic_site.contact.delivery import deliver_due
from clinic_site.contact.models import Enquiry, Message
from clinic_site.contact.outbox import OutgoingQuerySet

from .enquiries import make_message
from .mail_server import mail_server

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def taken_over(clock) -> tuple[Message, Message]:
    """The only message, as the relay has it that died, and as the one that took it over."""
    first = Message.objects.claim()
    clock.shift(timedelta(minutes=10, microseconds=1))
    return first, Message.objects.claim()


def before_the_claim(monkeypatch, act) -> None:
    """Do `act` once, when the next relay has seen which messages are due."""
    values_list = OutgoingQuerySet.values_list

    def seen(messages, *columns, **options):
        keys = list(values_list(messages, *columns, **options))
        monkeypatch.undo()
        act()
        return keys

    monkeypatch.setattr(OutgoingQuerySet, "values_list", seen)


def test_a_message_is_claimed_once_the_oldest_first():
    later = make_message(due_at=NOON + timedelta(minutes=1))
    sooner = make_message(due_at=NOON)

    claimed = [Message.objects.claim() for _relay in range(3)]

    assert claimed == [sooner, later, None]
    assert [message.attempts for message in claimed[:2]] == [1, 1]


def test_of_two_relays_that_saw_the_same_message_one_gets_it(monkeypatch):
    message, quicker = make_message(), []
    before_the_claim(monkeypatch, lambda: quicker.append(Message.objects.claim()))

    slower = Message.objects.claim()

    assert (quicker, slower) == ([message], None)
    assert Message.objects.get().attempts == 1


def test_a_message_whose_enquiry_is_erased_meanwhile_is_nobody_s(monkeypatch):
    make_message()
    update = OutgoingQuerySet.update

    def claimed_then_erased(messages, **values):
        changed = update(messages, **values)
        Enquiry.objects.all().delete()
        return changed

    monkeypatch.setattr(OutgoingQuerySet, "update", claimed_then_erased)

    assert Message.objects.claim() is None


def test_a_claim_lasts_ten_minutes_and_is_then_taken_over(clock):
    message = make_message()
    Message.objects.claim()

    clock.shift(timedelta(minutes=10))
    in_time = Message.objects.claim()
    clock.shift(timedelta(microseconds=1))
    too_late = Message.objects.claim()

    assert (in_time, too_late) == (None, message)
    assert too_late.attempts == 2


@pytest.mark.parametrize("note", [Message.note_sent, lambda m: m.note_refused("late", True)])
def test_a_relay_that_comes_back_does_not_end_the_claim_of_another(clock, note):
    make_message()
    dead, alive = taken_over(clock)

    note(dead)

    stored = Message.objects.get()
    assert (stored.claimed_at, stored.sent_at, stored.failed_at, stored.error) == (
        alive.claimed_at,
        None,
        None,
        "",
    )


def test_a_relay_that_comes_back_does_not_overwrite_what_another_has_noted(clock):
    make_message()
    dead, alive = taken_over(clock)
    alive.note_sent()

    dead.note_refused("late", is_permanent=True)

    stored = Message.objects.get()
    assert (stored.sent_at, stored.failed_at, stored.error) == (alive.claimed_at, None, "")


def test_a_message_that_was_sent_or_has_failed_is_not_claimed_again():
    make_message(sent_at=NOON)
    make_message(failed_at=NOON)

    assert Message.objects.claim() is None


def test_a_relay_told_to_end_sends_no_further_message(settings):
    _first, second, stop = make_message(), make_message(), Event()

    with mail_server(settings) as mailbox:
        mailbox.when_given = stop.set
        deliver_due(stop)

    assert list(Message.objects.due()) == [second]
