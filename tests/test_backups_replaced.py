"""What is on a machine already: never replaced untold, and kept when it is."""

import sqlite3
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest

from clinic_site.backups.archive import DATABASE, MANIFEST, check, members, writing

from .backups import (
    PICTURE,
    add_picture,
    back_up,
    empty_machine,
    files,
    ran,
    rows,
    site_to_back_up,
)
from .site_template import ON_POSTGRESQL, Database

on_sqlite = pytest.mark.skipif(ON_POSTGRESQL, reason="about SQLite's own files")
SCHEMAS = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'before_restore_%'"
RENAME = "UPDATE practice_practice SET name = 'After the backup'"


def changed(site) -> tuple[Path, dict, dict]:
    """A backup, with its rows and files; the site goes on and differs from it afterwards."""
    file, before = back_up(site), (rows(site), files(site))
    site.database.sql(RENAME)
    add_picture(site, b"another picture")
    return file, *before


def replaced_names(site, table: str) -> list[tuple]:
    """What is kept of the rows that were replaced."""
    if ON_POSTGRESQL:
        ((kept,),) = site.database.sql(SCHEMAS)
        return site.database.sql(f"SELECT name FROM {kept}.{table}")
    (kept,) = Path(site.database.name).parent.glob("db.before-restore-*")
    return Database(str(kept)).sql(f"SELECT name FROM {table}")


def test_what_is_there_is_not_replaced_untold(tmp_path):
    untold = "It would replace what is here: stop the site and add --replace."
    with site_to_back_up(tmp_path) as site:
        file, _rows, _files = changed(site)
        before = rows(site), files(site)

        for options, typed, words in [
            ([], "yes\n", untold),
            (["--no-input"], "", untold),
            (["--replace"], "no\n", "Nothing was changed."),
            (["--replace"], "", "Nothing was changed."),
        ]:
            told = ran(site, "restore", str(file), *options, typed=typed)

            assert told.returncode == 1
            assert words in told.stderr
            assert " rows, edition 1 of " in told.stdout
            assert (rows(site), files(site)) == before


def test_told_to_it_brings_back_and_keeps_what_it_replaces(tmp_path):
    with site_to_back_up(tmp_path) as site:
        file, former_rows, former_files = changed(site)

        told = ran(site, "restore", str(file), "--replace", typed="yes\n")

        assert (told.returncode, told.stderr) == (0, "")
        assert rows(site) == former_rows
        assert replaced_names(site, "practice_practice") == [("After the backup",)]
        aside = {name: digest for name, digest in files(site).items() if "before-restore" in name}
        assert {**former_files, **aside} == files(site)
        (kept,) = site.media.glob(f"{PICTURE}.before-restore-*")
        assert kept.read_bytes() == b"another picture"

        assert rows_after_next_backup(site, tmp_path) == former_rows


def rows_after_next_backup(site, folder: Path) -> dict:
    """What was put aside is in no later backup."""
    later = back_up(site)
    with empty_machine(folder) as elsewhere:
        elsewhere.manage("restore", str(later))
        assert [name for name in files(elsewhere) if "before-restore" in name] == []
        return rows(elsewhere)


def leave_in_the_log(site) -> None:
    """A change that stands in SQLite's log and not yet in the file, as a power cut leaves it."""
    with closing(sqlite3.connect(site.database.name)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        with connection:
            connection.execute("UPDATE practice_practice SET name = 'In the log'")
        names = [f"{site.database.name}{end}" for end in ("", "-wal")]
        left = {name: Path(name).read_bytes() for name in names}
    for name, content in left.items():
        Path(name).write_bytes(content)


@on_sqlite
def test_what_is_still_in_the_log_is_kept_with_the_file_and_not_mixed_with_the_new(tmp_path):
    with site_to_back_up(tmp_path) as site:
        file, former_rows, _files = changed(site)
        leave_in_the_log(site)

        site.manage("restore", str(file), "--replace", "--no-input")

        assert rows(site) == former_rows
        assert replaced_names(site, "practice_practice") == [("In the log",)]


@on_sqlite
def test_a_database_that_others_have_open_is_not_replaced(tmp_path):
    with site_to_back_up(tmp_path) as site:
        file, _rows, _files = changed(site)
        with closing(sqlite3.connect(site.database.name)) as other:
            other.execute("PRAGMA journal_mode=WAL")
            other.execute("BEGIN")
            other.execute("SELECT * FROM practice_practice").fetchone()

            told = ran(site, "restore", str(file), "--replace", "--no-input")

        assert told.returncode == 1
        assert "The database is in use: stop the web server and the relay first." in told.stderr
        assert site.database.sql("SELECT name FROM practice_practice") == [("After the backup",)]


@on_sqlite
def test_a_damaged_database_is_replaced_and_kept_as_it_is(tmp_path):
    with site_to_back_up(tmp_path) as site:
        file, former_rows, _files = changed(site)
        leave_in_the_log(site)
        Path(site.database.name).write_bytes(b"overwritten" * 999)

        site.manage("restore", str(file), "--replace", "--no-input")

        assert rows(site) == former_rows
        kept, *beside = sorted(Path(site.database.name).parent.glob("db.before-restore-*"))
        assert kept.read_bytes() == b"overwritten" * 999
        assert f"{kept.name}-wal" in [path.name for path in beside]


def with_other_database(file: Path) -> Path:
    """A file whose every checksum is right, and whose database cannot be loaded."""
    with file.open("rb") as stream:
        manifest = check(stream)
    copy = file.with_name("rewritten.tar.gz")
    with file.open("rb") as stream, copy.open("wb") as out, writing(out, mtime=0) as writer:
        for name, member in members(stream):
            content = member.read()
            if name.startswith(DATABASE):
                content = content[: len(content) // 2]
            if name != MANIFEST:
                writer.add(name, BytesIO(content), len(content))
        manifest.files = dict(writer.files)
        writer.end(manifest)
    return copy


def test_a_database_that_cannot_be_loaded_leaves_the_one_that_is_there(tmp_path):
    with site_to_back_up(tmp_path) as site:
        file = with_other_database(back_up(site))
        site.database.sql(RENAME)
        before = rows(site), files(site)

        told = ran(site, "restore", str(file), "--replace", "--no-input")

        assert (told.returncode, told.stderr.startswith("CommandError: Not restored.")) == (1, True)
        assert (rows(site), files(site)) == before
        if ON_POSTGRESQL:
            assert site.database.sql(SCHEMAS) == []
