"""What /readyz answers, and to whom it says why."""

from datetime import timedelta
from threading import Event

import pytest
import time_machine
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from clinic_site import health, readiness
from clinic_site.editions.serving import current

from .enquiries import make_message

pytestmark = [
    pytest.mark.django_db(transaction=True),  # it asks on a connection of its own
    pytest.mark.usefixtures("edition"),
]

ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}


def answer(client, **environ) -> tuple[int, list[str]]:
    response = client.get("/readyz", **environ)
    assert "no-store" in response["Cache-Control"]
    return response.status_code, response.text.splitlines()


def wrong(client) -> list[str]:
    """What is said to be wrong, to somebody on this machine."""
    status, lines = answer(client)
    assert (status, lines[0]) == (503, "not ready")
    return [line for line in lines if line.startswith("WRONG")]


def test_a_site_that_can_do_all_its_work_is_ready_and_says_so_point_by_point(visitor):
    status, lines = answer(visitor)

    assert status == 200
    assert [line.partition(":")[0] for line in lines] == [
        *("ready", "ok edition", "ok disk", "ok database", "ok clock", "ok migrations"),
        "ok messages",
    ]


@pytest.mark.parametrize(
    ("environ", "is_told"),
    [
        ({"REMOTE_ADDR": "127.0.0.1"}, True),
        ({"REMOTE_ADDR": "::1"}, True),
        (ELSEWHERE, False),
        ({"REMOTE_ADDR": ""}, False),
        ({**ELSEWHERE, "HTTP_X_FORWARDED_FOR": "127.0.0.1"}, False),
    ],
)
def test_only_this_machine_is_told_why(visitor, environ, is_told):
    lines = answer(visitor, **environ)[1]

    assert (lines[0], len(lines) > 1) == ("ready", is_told)


def test_behind_a_proxy_it_is_the_address_that_the_proxy_saw(visitor, settings):
    settings.BEHIND_PROXY = True
    said = [
        len(answer(visitor, HTTP_X_FORWARDED_FOR=seen)[1]) > 1
        for seen in ("127.0.0.1", "127.0.0.1, 192.0.2.7", "192.0.2.7")
    ]

    assert said == [True, False, False]


def test_staff_are_told_from_anywhere(admin_client):
    assert len(answer(admin_client, **ELSEWHERE)[1]) > 1


def test_a_site_without_an_edition_is_not_ready(visitor):
    current.edition = None

    assert wrong(visitor) == ["WRONG edition: none"]


def test_a_message_that_should_have_gone_long_ago_tells_of_the_relay(visitor):
    make_message(due_at=timezone.now() - readiness.UNSENT_FOR / 2)
    assert answer(visitor)[0] == 200
    make_message(due_at=timezone.now() - timedelta(hours=1))

    (line,) = wrong(visitor)

    assert line.startswith("WRONG messages: the oldest should have gone 1:00:0")


def test_a_clock_that_differs_from_the_databases_is_wrong(visitor):
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        (line,) = wrong(visitor)

    assert line.startswith("WRONG clock: ")


def test_a_clock_before_the_last_edition_is_wrong(visitor):
    from clinic_site.editions.models import Edition

    Edition.objects.update(published_at=timezone.now() + timedelta(days=1))

    assert wrong(visitor) == ["WRONG clock: before the last edition was published"]


def test_a_migration_that_is_not_applied_is_named(visitor):
    last = max(name for app, name in readiness.newest_migrations() if app == "contact")
    row = MigrationRecorder.Migration.objects.get(app="contact", name=last)
    row.delete()
    try:
        said = wrong(visitor)
    finally:
        row.save()

    assert said == [f"WRONG migrations: contact {last}"]


def test_a_full_disk_is_wrong(visitor, monkeypatch):
    monkeypatch.setattr(readiness, "LEAST_FREE", 2**70)

    assert [line.partition(":")[0] for line in wrong(visitor)] == ["WRONG disk"]


def test_a_database_that_refuses_or_keeps_silent_is_wrong(visitor, monkeypatch):
    def refuse():
        raise OperationalError("connection refused")

    monkeypatch.setattr(health, "WAIT", 0.01)
    go_on, said = Event(), []
    for silence in (refuse, go_on.wait):
        monkeypatch.setattr(readiness, "of_the_database", silence)
        said.append(wrong(visitor))
    go_on.set()

    assert said == [["WRONG database: no answer"]] * 2
