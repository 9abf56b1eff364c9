"""The folder of backups: what counts as one, what is removed, and what the front page says."""

import os
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django.utils.translation import override

from clinic_site.attention import machine
from clinic_site.backups.kept import backups, checksum_of, last_good, name_for, thin
from procedures.wording import say_date

from .backups import PICTURE, back_up, files_of_backups, ran, site_to_back_up
from .site_process import wait_until

NOW = timezone.now().replace(microsecond=0)


@pytest.fixture
def folder(settings, tmp_path):
    settings.BACKUPS_ROOT = tmp_path
    return tmp_path


def put(folder, hours_ago: float, suffix: str = "", **how) -> str:
    """A file with the name of a backup, and its checksum."""
    name = name_for(NOW - timedelta(hours=hours_ago), suffix, **how)
    (folder / name).write_bytes(b"backup")
    checksum_of(folder / name).write_text("checksum")
    return name


def test_the_last_good_one_is_complete_and_verified_and_its_name_says_when_it_was_made(folder):
    (folder / "notes.txt").touch()
    (folder / f"{name_for(NOW)}.part").touch()
    put(folder, 1, is_complete=False)
    checksum_of(folder / put(folder, 2)).unlink()
    old = put(folder, 3, ".age")
    put(folder, 4)
    os.utime(folder / old)  # as a copy from elsewhere has it

    assert last_good() == NOW - timedelta(hours=3)
    assert len(backups()) == 4


def test_there_is_none_where_there_is_no_folder(settings, tmp_path):
    settings.BACKUPS_ROOT = tmp_path / "nowhere"

    assert (last_good(), backups(), thin()) == (None, [], [])


def test_old_ones_go_with_their_checksums_and_incomplete_ones_push_none_out(folder):
    nightly = [put(folder, 24 * day) for day in range(40)]
    incomplete = [put(folder, 24 * day + 1, is_complete=False) for day in range(3)]
    (folder / "notes.txt").touch()

    removed = thin()

    left = {backup.path.name for backup in backups()}
    assert left | {*removed} == {*nightly, *incomplete}
    assert {*nightly[:7], *incomplete} <= left
    assert 7 + 2 <= len(left) - len(incomplete) <= 7 + 4 + 2
    checksums = {f"{name}.sha256" for name in left}
    assert {path.name for path in folder.iterdir()} == {*left, *checksums, "notes.txt"}
    assert thin() == []


@pytest.mark.parametrize(
    ("hours_ago", "words", "is_urgent"),
    [(1, "The last backup is of ", False), (31, "A backup is overdue; the last is of ", True)],
)
def test_the_front_page_shows_the_last_good_one_and_when_it_is_late(
    folder, hours_ago, words, is_urgent
):
    put(folder, hours_ago)
    put(folder, 0, is_complete=False)

    with override("en"):
        point = machine()[0]
        day = say_date(timezone.localdate(NOW - timedelta(hours=hours_ago)))

    assert point == (f"{words}{day}", "/admin/guide/#machine", is_urgent)


def test_the_front_page_says_that_there_is_none(folder):
    with override("en"):
        assert machine()[0] == ("No backup is known", "/admin/guide/#machine", False)


def test_a_backup_that_is_killed_leaves_nothing_that_counts_and_the_next_one_clears_up(tmp_path):
    with site_to_back_up(tmp_path) as site:
        waits = site.media / f"{PICTURE}.pipe"
        os.mkfifo(waits)  # whoever reads it waits for ever
        process = site.begin("backup")
        wait_until(lambda: [*site.backups.glob(".unfinished-*/backup")], seconds=60)
        process.kill()
        process.communicate()
        assert [path.name for path in site.backups.iterdir() if path.name[0] != "."] == []
        waits.unlink()

        file = back_up(site)

        assert {*site.backups.iterdir()} == {file, checksum_of(file)}


def test_a_disk_that_is_full_leaves_no_file_and_is_told(tmp_path):
    with site_to_back_up(tmp_path) as site:
        (site.media / "pictures" / "large.jpg").write_bytes(os.urandom(4_000_000))

        told = ran(site, "backup", at_most=3_000_000)

        assert (told.returncode, told.stderr) == (
            1,
            "CommandError: No backup was made. [Errno 27] File too large\n",
        )
        assert files_of_backups(site) == []


def test_a_file_that_is_gone_makes_the_backup_incomplete_and_the_command_fail(tmp_path):
    with site_to_back_up(tmp_path) as site:
        (archive,) = site.archives.iterdir()
        archive.write_bytes(b"damaged")

        told = ran(site, "backup")

        (file,) = files_of_backups(site)
        assert file.name.endswith("Z-incomplete.tar.gz")
        assert told.returncode == 1
        assert told.stderr == (
            "CommandError: The backup is incomplete: these files are gone or damaged. "
            f"editions/{archive.name}\n"
        )


def test_what_the_disk_gives_back_otherwise_is_no_backup(folder, transactional_db, monkeypatch):
    def write_badly(handle):
        if os.fstat(handle).st_size > 1000:  # the backup, and not its checksum or a folder
            os.pwrite(handle, b"damaged", 500)

    monkeypatch.setattr("clinic_site.backups.making.os.fsync", write_badly)
    with pytest.raises(CommandError, match=r"No backup was made\. The file is damaged"):
        call_command("backup")

    assert [*folder.iterdir()] == []
