"""What the relay tells systemd, which starts it again when it hears nothing."""

import socket

import pytest

from clinic_site.contact.delivery import deliver_due
from clinic_site.service_manager import ALIVE, READY, tell_service_manager

from .enquiries import make_message
from .mail_server import mail_server
from .relay_process import relay_of
from .site_process import Site
from .site_template import site_template


@pytest.fixture
def ear(tmp_path, monkeypatch):
    """Where systemd would listen."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(str(tmp_path / "notify"))
        ear.settimeout(20)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        yield ear


def test_a_relay_says_that_it_has_started_and_then_each_round_that_it_lives(ear, tmp_path):
    with site_template().copied_to(tmp_path) as (database, archives):
        site = Site(tmp_path / "node-1", database, archives)
        site.listener.close()
        site.environment["NOTIFY_SOCKET"] = ear.getsockname()
        with relay_of(site):
            heard = [ear.recv(100).decode() for _time in range(3)]

    assert heard == [READY, ALIVE, ALIVE]


@pytest.mark.django_db(transaction=True)
def test_a_long_queue_is_not_taken_for_a_relay_that_hangs(ear, settings):
    for _number in range(3):
        make_message()
    with mail_server(settings):
        deliver_due()

    ear.setblocking(False)
    assert [ear.recv(100).decode() for _message in range(3)] == [ALIVE] * 3


def test_where_nobody_listens_nothing_is_said(monkeypatch):
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)

    assert tell_service_manager(READY) is None
