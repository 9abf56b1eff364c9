"""Enquiries are erased when the privacy page says so: not later, and not sooner."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from threading import Event
from unittest.mock import Mock

import pytest
import time_machine
from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import OperationalError
from pytest_django.asserts import assertContains

from clinic_site.contact.management.commands import relay
from clinic_site.contact.models import Enquiry, Message, Sender

from .enquiries import make_enquiry, make_message

PRIVACY = {"fr": "/fr/confidentialite/", "en": "/en/privacy/"}
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def purge() -> str:
    """What the nightly command says."""
    out = StringIO()
    call_command("purge", stdout=out)
    return out.getvalue()


def log(user, row, flag: int, **fields) -> None:
    """That `user` did something with `row`, in the admin's log."""
    fields = {"object_id": row.pk, "object_repr": str(row), **fields}
    kind = ContentType.objects.get_for_model(row)
    LogEntry.objects.create(user=user, content_type=kind, action_flag=flag, **fields)


@pytest.mark.django_db
@pytest.mark.parametrize("days", [30, 90])
def test_only_the_enquiries_older_than_the_retention_are_erased(settings, days):
    settings.RETENTION_DAYS = days
    with time_machine.travel(NOON, tick=False):
        make_enquiry(name="written then")
    make_enquiry(name="a second later", created_at=NOON + timedelta(seconds=1))
    make_enquiry(name="a year before", created_at=NOON - timedelta(days=365))

    with time_machine.travel(NOON + timedelta(days=days), tick=False):
        on_the_day = purge()
    with time_machine.travel(NOON + timedelta(days=days, seconds=1), tick=False):
        a_second_after = purge()
        once_more = purge()

    assert [on_the_day, a_second_after, once_more] == [
        "Enquiries erased: 1.\n",
        "Enquiries erased: 1.\n",
        "Enquiries erased: 0.\n",
    ]
    assert [enquiry.name for enquiry in Enquiry.objects.all()] == ["a second later"]


@pytest.mark.django_db
def test_an_answered_enquiry_is_kept_that_long_after_the_answer(settings):
    settings.RETENTION_DAYS = 30
    make_enquiry(name="never answered", created_at=NOON)
    make_enquiry(name="answered late", created_at=NOON, answered_at=NOON + timedelta(days=20))

    left = []
    for days in (31, 50, 51):
        with time_machine.travel(NOON + timedelta(days=days), tick=False):
            purge()
        left.append([enquiry.name for enquiry in Enquiry.objects.all()])

    assert left == [["answered late"], ["answered late"], []]


@pytest.mark.django_db
@pytest.mark.parametrize("doubts", ["", "trap"])
def test_an_enquiry_goes_with_its_messages_and_the_log_of_those_who_read_it(admin_user, doubts):
    old, young = make_enquiry(created_at=NOON, doubts=doubts), make_enquiry()
    for enquiry in (old, young):
        make_message(enquiry, failed_at=NOON)
        log(admin_user, enquiry, CHANGE)
    log(admin_user, old, DELETION)
    log(admin_user, admin_user, CHANGE, object_id=old.pk)

    purge()

    assert list(Enquiry.objects.all()) == [young]
    assert [message.enquiry for message in Message.objects.all()] == [young]
    kept = LogEntry.objects.order_by("pk").values_list("object_id", "action_flag")
    assert list(kept) == [(str(young.pk), CHANGE), (str(old.pk), DELETION), (str(old.pk), CHANGE)]


@pytest.mark.django_db
def test_where_a_form_came_from_is_forgotten_after_a_day(settings):
    settings.SENDER_HASH_HOURS = 24
    for hours in (23, 24, 25):
        Sender.objects.create(sender_hash=str(hours), sent_at=NOON - timedelta(hours=hours))

    with time_machine.travel(NOON, tick=False):
        purge()

    assert list(Sender.objects.values_list("sender_hash", flat=True)) == ["23", "24"]


@pytest.mark.django_db
def test_the_relay_erases_as_it_begins_and_then_each_hour(monkeypatch):
    monkeypatch.setattr(relay, "connection", Mock())  # the test's own must stay open
    command, stop, purged_at, left = relay.Command(), Event(), None, []
    with time_machine.travel(NOON, tick=False) as clock:
        for minutes in (0, 59, 2):
            clock.shift(timedelta(minutes=minutes))
            make_enquiry(created_at=NOON - timedelta(days=365))
            purged_at = command.work(purged_at, stop)
            left.append(Enquiry.objects.count())

    assert left == [0, 1, 0]


@pytest.mark.django_db
def test_the_relay_goes_on_when_the_database_does_not_answer(monkeypatch, caplog):
    def fail(*_asked):
        raise OperationalError("connection to zoe@example.com refused")

    monkeypatch.setattr(relay, "connection", Mock())
    monkeypatch.setattr(relay, "deliver_due", fail)

    assert relay.Command().work(NOON, Event()) == NOON
    assert caplog.messages == ["The database does not answer: OperationalError"]


@pytest.mark.usefixtures("first_content")
@pytest.mark.parametrize(
    ("language", "days", "hours", "texts"),
    [
        ("fr", 30, 12, ["pendant 30~jours", "pendant 12~heures"]),
        ("en", 90, 24, ["for 90 days", "for 24 hours"]),
    ],
)
def test_the_privacy_page_says_the_numbers_of_the_settings(
    client, settings, language, days, hours, texts
):
    settings.RETENTION_DAYS, settings.SENDER_HASH_HOURS = days, hours

    for text in texts:
        said = text.replace("~", "\N{NO-BREAK SPACE}")
        assertContains(client.get(PRIVACY[language]), said, count=1)
