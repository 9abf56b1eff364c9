"""What /metrics tells Prometheus, and whom it tells nothing."""

import re
from datetime import timedelta
from threading import Event
from wsgiref.util import setup_testing_defaults

import pytest
import time_machine
from django.db import OperationalError
from django.utils import timezone

from clinic_site import figures, health, measuring
from clinic_site.backups.kept import checksum_of, name_for
from clinic_site.editions.serving import ServeEdition
from clinic_site.measuring import MeasureRequests

from .enquiries import make_enquiry, make_message
from .scraped import figures_in, requests_in
from .test_health_ready import ELSEWHERE
from .test_settings import ROOT

pytestmark = pytest.mark.django_db(transaction=True)  # it asks on a connection of its own


def scrape(visitor) -> dict:
    response = visitor.get("/metrics")
    assert response["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert "no-store" in response["Cache-Control"]
    return figures_in(response.text)


def test_it_tells_how_enquiries_messages_edition_backups_and_disk_stand(
    visitor, edition, settings, tmp_path
):
    settings.BACKUPS_ROOT = tmp_path
    now = timezone.now()
    for fields in ({}, {"answered_at": now}, {"doubts": "links"}, {"doubts": "fast"}):
        make_enquiry(**fields)
    enquiry = make_enquiry()
    for hours in (3, 2):
        make_message(enquiry, created_at=now - timedelta(hours=hours))
    make_message(enquiry, sent_at=now, created_at=now - timedelta(days=9))
    make_message(enquiry, failed_at=now, created_at=now - timedelta(days=9))
    backup = tmp_path / name_for(now - timedelta(hours=5))
    for file in (backup, checksum_of(backup)):
        file.touch()

    with time_machine.travel(edition.published_at + timedelta(hours=1), tick=False):
        found = scrape(visitor)

    hours = {
        name: round(found.pop((f"clinic_{name}_seconds",)) / 3600)
        for name in ("edition_age", "backup_age", "message_waiting")
    }
    assert hours == {"edition_age": 1, "backup_age": 6, "message_waiting": 4}
    assert found.pop(("clinic_disk_free_bytes",)) > 0
    assert {key: value for key, value in found.items() if "http" not in key[0]} == {
        ("clinic_database_up",): 1,
        ("clinic_edition_number",): 1,
        ("clinic_enquiries", "new"): 2,
        ("clinic_enquiries", "answered"): 1,
        ("clinic_enquiries", "doubtful"): 2,
        ("clinic_messages", "waiting"): 2,
        ("clinic_messages", "sent"): 1,
        ("clinic_messages", "failed"): 1,
    }


def test_an_empty_site_is_told_of_in_three_queries(
    visitor, settings, tmp_path, monkeypatch, django_assert_num_queries
):
    settings.BACKUPS_ROOT = tmp_path
    with monkeypatch.context() as patch, django_assert_num_queries(3):
        patch.setattr(figures.connection, "close", lambda: None)
        figures.of_database()

    found = scrape(visitor)
    assert found["clinic_message_waiting_seconds",] == 0
    assert not {"clinic_edition_number", "clinic_backup_age_seconds"} & {key[0] for key in found}


def test_a_database_that_refuses_or_keeps_silent_leaves_the_rest(visitor, monkeypatch):
    def refuse():
        raise OperationalError("connection refused")

    monkeypatch.setattr(health, "WAIT", 0.01)
    go_on, found = Event(), []
    for silence in (refuse, go_on.wait):
        monkeypatch.setattr(figures, "of_database", silence)
        told = scrape(visitor)
        found.append((told["clinic_database_up",], {key[0] for key in told}))
    go_on.set()

    for up, names in found:
        assert up == 0
        assert "clinic_disk_free_bytes" in names
        assert not {"clinic_enquiries", "clinic_messages", "clinic_edition_number"} & names


@pytest.mark.parametrize(
    "environ",
    [
        ELSEWHERE,
        {"REMOTE_ADDR": ""},
        {**ELSEWHERE, "HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {**ELSEWHERE, "HTTP_FORWARDED": "for=127.0.0.1", "HTTP_X_REAL_IP": "127.0.0.1"},
    ],
)
def test_elsewhere_there_is_no_such_page(visitor, admin_client, environ):
    """Not for staff either: who asks for figures is a program on this machine."""
    for client in (visitor, admin_client):
        response = client.get("/metrics", **environ)

        assert response.status_code == 404
        assert b"clinic_" not in response.content


def test_behind_a_proxy_it_is_the_address_that_the_proxy_saw(visitor, settings):
    settings.BEHIND_PROXY = True
    statuses = [
        visitor.get("/metrics", HTTP_X_FORWARDED_FOR=seen).status_code
        for seen in ("127.0.0.1", "::1", "127.0.0.1, 192.0.2.7", "192.0.2.7", "")
    ]

    assert statuses == [200, 200, 404, 404, 404]


def ask(application, path: str, **more) -> None:
    environ = {"PATH_INFO": path, **more}
    setup_testing_defaults(environ)
    application(environ, lambda status, headers, *more: None)


def test_requests_are_counted_by_kind_and_status_and_by_nothing_else(visitor, edition, settings):
    def django(environ, start_response):
        if environ["PATH_INFO"] == "/fault/":
            raise RuntimeError
        found = environ["PATH_INFO"] != "/nowhere/zoe@example.com/"
        start_response("200 OK" if found else "404 Not Found", [])
        return []

    settings.SECURE_SSL_REDIRECT = False
    measuring.seconds.clear()
    measuring.of_kind.cache_clear()
    application = MeasureRequests(ServeEdition(django))
    ask(application, "/fr/")
    ask(application, "/fr/", HTTP_COOKIE="sessionid=staff")
    for path in ("/fr/contact/", "/nowhere/zoe@example.com/", "/admin/", "/healthz", "/readyz"):
        ask(application, path)
    with pytest.raises(RuntimeError):
        ask(application, "/fault/")

    found = scrape(visitor)

    assert requests_in(found) == {
        ("edition", "2xx"): 1,
        ("visitors", "2xx"): 2,
        ("visitors", "4xx"): 1,
        ("visitors", "5xx"): 1,
        ("admin", "2xx"): 1,
        ("watching", "2xx"): 2,
    }
    assert "zoe" not in visitor.get("/metrics").text


def test_the_guide_names_each_figure_and_none_that_there_is_not(
    visitor, edition, settings, tmp_path
):
    settings.BACKUPS_ROOT = tmp_path
    backup = tmp_path / name_for(timezone.now())
    for file in (backup, checksum_of(backup)):
        file.touch()
    told = re.findall(r"^# TYPE (\w+)", visitor.get("/metrics").text, re.MULTILINE)
    guide = (ROOT / "docs" / "operators.md").read_text()

    named = re.findall(r"\bclinic_(?!site)\w+", guide)

    assert {re.sub("_(bucket|count)$", "", name) for name in named} == {
        name for name in told if not name.endswith("_created")
    }
