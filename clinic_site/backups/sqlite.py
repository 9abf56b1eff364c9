"""A copy of SQLite's file while others write to it, and the file put in the place of another."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.db import connection, connections

from .failure import Failed
from .manifest import Manifest
from .state import State, compare, state_of

NAME = "database/db.sqlite3"
COPY = "copy"
ASIDE = ".before-restore-"
BESIDE = ("", "-wal", "-shm", "-journal")  # the file, and what SQLite keeps next to it
PATIENCE = 5  # seconds, for others to let go of the file


def database_file() -> Path:
    return Path(unquote(urlsplit(str(connection.settings_dict["NAME"])).path))


def folder_for_copies() -> Path:
    """On the same disk as the database: a copy takes its place in one step."""
    folder = database_file().parent
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def dump(file: Path) -> State:
    """Write the database to `file` as it is at one moment (https://sqlite.org/backup.html)."""
    connection.ensure_connection()
    with closing(sqlite3.connect(file)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file; the site turns WAL on again
    with database_in(file):
        return state_of(COPY)


@contextmanager
def database_in(file: Path) -> Iterator[None]:
    """The copy in `file`, under the alias COPY."""
    other = connection.copy(COPY)
    other.settings_dict |= {"NAME": str(file), "OPTIONS": {}}
    connections[COPY] = other
    try:
        yield
    finally:
        other.close()
        del connections[COPY]


def is_empty() -> bool:
    """Whether there is nothing that a restore would replace."""
    file = database_file()
    return not file.exists() or file.stat().st_size == 0


def replace(file: Path, manifest: Manifest, stamp: str) -> str:
    """Put `file` in the place of the database; tells where what was there is, "" if nothing was."""
    require_sound(file)
    with database_in(file):
        compare(manifest, COPY)
    target, told = database_file(), ""
    connection.close()
    if not is_empty():
        let_go(target)
        shutil.copymode(target, file)
        with suppress(PermissionError):
            os.chown(file, target.stat().st_uid, target.stat().st_gid)
        told = f"{target}{ASIDE}{stamp}"
    with file.open("rb") as written:
        os.fsync(written.fileno())
    # The log first: without it SQLite would add its pages to a file that they are not of.
    for end in reversed(BESIDE):
        path = Path(f"{target}{end}")
        if path.exists():
            path.rename(f"{target}{ASIDE}{stamp}{end}")
    file.rename(target)
    return told


def require_sound(file: Path) -> None:
    with closing(sqlite3.connect(file)) as copy, suppress(sqlite3.DatabaseError):
        if copy.execute("PRAGMA integrity_check").fetchone() == ("ok",):
            return
    raise Failed("The database in the backup is damaged.")


def let_go(target: Path) -> None:
    """Bring what stands in the log into the file; raises Failed where others have it open."""
    with closing(sqlite3.connect(target, timeout=PATIENCE)) as own:
        try:
            own.execute("PRAGMA journal_mode=DELETE").fetchone()
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                stop = "stop the web server and the relay first"
                raise Failed(f"The database is in use: {stop}. Nothing was changed.") from error
        except sqlite3.DatabaseError:
            pass  # it is damaged, which is why it is replaced; it is kept as it is
