"""The database of the previous release, brought to this version, back, and here again."""

from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, override_settings
from django.utils import timezone
from reversion.models import Version

from clinic_site.contact.delivery import deliver_due
from clinic_site.contact.models import Enquiry, Message
from clinic_site.editions.serving import current
from clinic_site.practice.management.commands.upgrade import NEXT
from clinic_site.translations import missing_translations
from procedures.models import Term

from .backups import PICTURE
from .calendar_page import typed
from .content_rows import rows
from .other_database import empty_database
from .people import enter
from .publish import ask, publish_now
from .readers import ManuscriptClient
from .release import Release, Rows, load, previous, rows_of
from .site_pages import ADDRESSES, CALENDAR
from .test_inbox_actions import press
from .undoing import bring_back

AT_LEAST = ("people", "0001_groups")  # a migration to run: it can be run again
# Rows that Django adds for each model that it knows, after a `migrate`.
FOR_EACH_MODEL = {"contenttypes.contenttype", "auth.permission", "auth.group_permissions"}


class Upgraded(NamedTuple):
    """What `upgrade` said, twice; the rows on the way back to the release."""

    release: Release
    folder: Path
    said: list[list[str]]
    back: Rows


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory, django_db_setup, django_db_blocker):
    """From the database of the previous release to this version, back, and here again."""
    folder = tmp_path_factory.mktemp("release")
    with django_db_blocker.unblock(), empty_database(folder):
        release, said = previous(), [StringIO(), StringIO()]
        load(release)
        MigrationRecorder(connection).record_unapplied(*AT_LEAST)
        (folder / PICTURE).parent.mkdir()
        (folder / PICTURE).touch()
        here = {"BASE_DIR": folder, "BACKUPS_ROOT": folder / "backups", "MEDIA_ROOT": folder}
        with override_settings(**here):
            for out in said:
                call_command("upgrade", stdout=out)
        back = migrated_back(release)
        call_command("migrate", verbosity=0)
        yield Upgraded(release, folder, [out.getvalue().splitlines() for out in said], back)


def migrated_back(release: Release) -> Rows:
    executor = MigrationExecutor(connection)
    executor.migrate(release.targets(executor.loader))
    return rows_of(executor.loader.project_state(release.known(executor.loader)).apps)


def test_a_backup_is_made_first_and_what_is_collected_is_of_this_version(upgraded):
    first, again = upgraded.said

    made = sorted((upgraded.folder / "backups").iterdir())
    assert [path.suffix for path in made] == [".gz", ".sha256"]
    assert " was written and verified: " in first[0]
    assert [lines.index("Operations to perform:") for lines in (first, again)] == [1, 0]
    assert first[-2:] == again[-2:] == [f"8 pages in {upgraded.folder}/var/errors.", NEXT]


def test_without_a_database_nothing_is_changed(tmp_path, django_db_blocker):
    with django_db_blocker.unblock(), empty_database(tmp_path):
        connection.settings_dict["NAME"] = "gone/database"

        with pytest.raises(CommandError, match=r"Nothing was changed: the database does not"):
            call_command("upgrade")


def test_nothing_of_the_release_is_lost_on_the_way_back(upgraded):
    kept, back = upgraded.release.rows, upgraded.back

    lost = {table: [row for row in rows if row not in back[table]] for table, rows in kept.items()}
    assert lost == {table: [] for table in back}
    more = {table for table, rows in back.items() if len(rows) != len(kept[table])}
    assert more <= FOR_EACH_MODEL


def test_visitors_go_on_reading_its_edition_and_get_dates_computed_from_it(upgraded):
    current.refresh()

    assert {ask(address).status for address in ADDRESSES} == {"200 OK"}
    year = timezone.now().year + 1
    form = urlencode(typed(f"{year}-06-15")).encode()
    answer = ask(CALENDAR[0], "POST", form, CONTENT_TYPE="application/x-www-form-urlencoded")
    assert (answer.status, f"15 juin {year}" in answer.body.decode()) == ("200 OK", True)


def test_every_page_is_read_as_ever(upgraded):
    client = ManuscriptClient()

    assert {client.get(address).status_code for address in ADDRESSES} == {200}
    assert [row for row in rows() if missing_translations(row)] == []
    call_command("check", databases=["default"], fail_level="WARNING")
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_enquiries_of_the_release_are_answered_and_their_messages_sent(upgraded, mailoutbox):
    client = enter(Client(), User.objects.get(username="owners"))
    enquiry = Enquiry.objects.get(name__endswith="waiting")

    assert press(client, enquiry, "_answered").status_code == 302
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        deliver_due()

    assert Enquiry.objects.answered().count() == 2
    assert not Message.objects.waiting().exists()
    assert len(mailoutbox) == 6


def test_its_manuscript_is_published_and_what_was_deleted_brought_back(upgraded, collected):
    client = enter(Client(), User.objects.get(username="owners"))
    (gone,) = Version.objects.filter(format="gone")
    assert bring_back(client, Term, gone.revision).status_code == 302
    assert Term.objects.filter(key="needed-no-more").exists()

    publish_now()

    assert "Autre titre" in ask("/fr/").body.decode()


def test_every_migration_is_reversible(tmp_path, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), empty_database(tmp_path):
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
        executor = MigrationExecutor(connection)
        executor.migrate([(app, None) for app, _name in executor.loader.graph.leaf_nodes()])

        assert connection.introspection.table_names() == ["django_migrations"]
