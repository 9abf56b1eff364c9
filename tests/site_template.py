"""The site that the others begin as a copy of: the first content, published as edition 1."""

import atexit
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from uuid import uuid4

import psycopg

from .environment import FOLDER

ROOT = Path(__file__).resolve().parent.parent
SERVER = os.environ["DATABASE_URL"]
ON_POSTGRESQL = SERVER.startswith("postgres")
SETTINGS = """
from clinic_site.settings import *
STATIC_ROOT = env.str("STATIC_ROOT")
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["css", "js", "json", "map", "svg", "txt"]
if "timeout" in DATABASES["default"].get("OPTIONS", {}):
    DATABASES["default"]["OPTIONS"]["timeout"] = env.int("SECONDS_FOR_A_LOCK", default=20)
"""
FIRST_DAY = """
import django
from django.core.management import call_command
django.setup()
call_command("collectstatic", interactive=False, verbosity=0)
call_command("migrate", verbosity=0)
call_command("first_content")
call_command("publish", first=True)
"""


class Database:
    """A SQLite file, or a database of the tests' PostgreSQL server; `name` is a path or a name."""

    def __init__(self, name: str):
        self.name = name
        self.url = f"{SERVER.rpartition('/')[0]}/{name}" if ON_POSTGRESQL else f"sqlite:///{name}"

    def sql(self, statement: str) -> list[tuple]:
        """Run one statement; the rows that it finds."""
        connect, where = (
            (psycopg.connect, self.url) if ON_POSTGRESQL else (sqlite3.connect, self.name)
        )
        with closing(connect(where)) as connection, connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []


def on_server(statement: str) -> None:
    """For what is said to PostgreSQL about its databases."""
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(statement)


class Template:
    def __init__(self, folder: Path):
        folder.mkdir()
        (folder / "site_settings.py").write_text(SETTINGS)
        self.archives = folder / "archives"
        self.database = Database(f"template_{uuid4().hex}" if ON_POSTGRESQL else f"{folder}/db")
        self.environment = os.environ | {
            "PYTHONPATH": str(folder),
            "PYTHONUNBUFFERED": "1",
            "DJANGO_SETTINGS_MODULE": "site_settings",
            "STATIC_ROOT": str(folder / "static"),
            # Over plain http, as gunicorn is asked by nginx on the same machine.
            "SITE_URL": "http://clinic.example",
            "EMAIL_URL": "dummymail://",
            "DATABASE_URL": self.database.url,
            "ARCHIVES_ROOT": str(self.archives),
            "EDITIONS_ROOT": str(folder / "editions"),
        }

    def make(self) -> None:
        if ON_POSTGRESQL:
            on_server(f"CREATE DATABASE {self.database.name}")
            atexit.register(on_server, f"DROP DATABASE {self.database.name} WITH (FORCE)")
        else:
            Path(self.database.name).touch()
        command = [sys.executable, "-c", FIRST_DAY]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True, capture_output=True)

    @contextmanager
    def copied_to(self, folder: Path) -> Iterator[tuple[Database, Path]]:
        """A database and archives for another site."""
        archives = shutil.copytree(self.archives, folder / "archives")
        if not ON_POSTGRESQL:
            yield Database(shutil.copy(self.database.name, folder / "db")), archives
            return
        name = f"site_{uuid4().hex}"
        on_server(f"CREATE DATABASE {name} TEMPLATE {self.database.name}")
        try:
            yield Database(name), archives
        finally:
            on_server(f"DROP DATABASE {name} WITH (FORCE)")


@cache
def site_template() -> Template:
    """Made once in each process of the tests."""
    template = Template(Path(FOLDER, "site"))
    template.make()
    return template
