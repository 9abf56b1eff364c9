"""What goes wrong is told once, whatever becomes of the relays."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from clinic_site.alerts import troubles
from clinic_site.alerts.models import Alert, Trouble
from clinic_site.alerts.telling import tell_operators

from .enquiries import make_message
from .mail_faults import SILENT, WELL, mail_server_that_may_fail
from .relay_process import LONG_AGO, relay_of
from .site_process import Site, wait_until
from .site_template import ON_POSTGRESQL, site_template
from .test_alerts import OPERATOR, make_backup


@pytest.mark.skipif(not ON_POSTGRESQL, reason="SQLite lets one in after the other")
@pytest.mark.django_db(transaction=True)
def test_two_relays_that_find_it_at_the_same_moment_tell_it_once(settings, tmp_path, monkeypatch):
    settings.ALERT_EMAIL, settings.BACKUPS_ROOT = OPERATOR, tmp_path
    make_message(failed_at=timezone.now())
    both, all_found = Barrier(2), troubles.all_found

    def found_by_both() -> list:
        both.wait(timeout=20)
        return all_found()

    def relay() -> None:
        tell_operators()
        connection.close()

    monkeypatch.setattr("clinic_site.alerts.telling.all_found", found_by_both)
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(relay), pool.submit(relay)]:
            done.result()

    assert [Alert.objects.count(), Trouble.objects.exclude(told_at=None).count()] == [1, 1]


def test_a_relay_that_is_killed_while_it_sends_leaves_it_to_another(tmp_path):
    backups = tmp_path / "backups"
    backups.mkdir()
    make_backup(backups, timezone.now().astimezone(UTC) - timedelta(days=3))
    with (
        mail_server_that_may_fail() as server,
        site_template().copied_to(tmp_path) as (database, archives),
    ):
        site = Site(tmp_path / "node-1", database, archives)
        site.listener.close()
        site.environment |= {
            "EMAIL_URL": f"smtp://127.0.0.1:{server.port}",
            "ALERT_EMAIL": OPERATOR,
            "BACKUPS_ROOT": str(backups),
        }
        server.become(SILENT)
        with relay_of(site):  # it dies while the mail server keeps it waiting
            wait_until(lambda: server.lines, seconds=60)
        aged = f"claimed_at = '{LONG_AGO}', due_at = '{LONG_AGO}'"
        site.database.sql(f"UPDATE alerts_alert SET {aged}")
        server.become(WELL)
        site.manage("relay", "--once")
        rows = site.database.sql("SELECT recipient, message_id, attempts FROM alerts_alert")

    assert [(*delivered, 2) for delivered in server.delivered] == rows
    assert len(rows) == 1
