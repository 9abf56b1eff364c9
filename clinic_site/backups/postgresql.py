"""What pg_dump writes of a PostgreSQL database while others write to it, and back."""

from pathlib import Path
from tempfile import gettempdir

from django.db import connection, transaction

from ..editions.reading import consistent_read
from . import programs
from .failure import Failed
from .manifest import Manifest
from .state import State, state_of

NAME = "database/dump.pgdump"
ASIDE = "before_restore_"  # how the schemas begin that hold what was replaced
OPTIONS = ["--no-password", "--no-owner", "--no-privileges", "--no-comments"]


def folder_for_copies() -> Path:
    return Path(gettempdir())


def access() -> dict[str, str]:
    """How the programs reach the database. Not as arguments: every user of a machine sees those."""
    said = connection.settings_dict
    _command, told = connection.client.settings_to_cmd_args_env(said, [])
    names = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "NAME": "PGDATABASE"}
    return (told or {}) | {names[key]: str(said[key]) for key in names if said[key]}


def dump(file: Path) -> State:
    """Write the database to `file`; the rows counted are those of the very moment written."""
    with consistent_read(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        what = [f"--snapshot={snapshot}", f"--exclude-schema={ASIDE}*"]
        programs.run("pg_dump", "--format=custom", *OPTIONS, *what, f"--file={file}", **access())
        return state_of()


def is_empty() -> bool:
    """Whether there is nothing that a restore would replace."""
    return not connection.introspection.table_names()


def replace(file: Path, manifest: Manifest, stamp: str) -> str:
    """
    Load `file`; tells where what was there is kept, "" if nothing was.

    What was there moves to another schema in one step, and back if the loading fails.
    """
    aside = "" if is_empty() else ASIDE + stamp.replace("-", "_")
    if aside:
        move("public", aside)
    connection.close()
    try:
        into = ["--exit-on-error", "--single-transaction", f"--dbname={access()['PGDATABASE']}"]
        programs.run("pg_restore", *OPTIONS, *into, str(file), **access())
    except Failed:
        if aside:
            move(aside, "public")
        raise
    return aside and f"schema {aside} of the database"


def move(schema: str, name: str) -> None:
    """Give `schema` its new name; an empty `public` is there afterwards, or gives way."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('clinic.old', %s, true)", [schema])
        cursor.execute("SELECT set_config('clinic.new', %s, true)", [name])
        cursor.execute(
            """
            SET LOCAL lock_timeout = '5s';
            DO $$ BEGIN
              IF current_setting('clinic.new') = 'public' THEN DROP SCHEMA public; END IF;
              EXECUTE format('ALTER SCHEMA %I RENAME TO %I',
                             current_setting('clinic.old'), current_setting('clinic.new'));
              IF current_setting('clinic.old') = 'public' THEN CREATE SCHEMA public; END IF;
            END $$
            """
        )
