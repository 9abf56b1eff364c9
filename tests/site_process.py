"""A whole site in a folder: a database, archives, a web server of two workers."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from .site_template import Database, site_template

ROOT = Path(__file__).resolve().parent.parent
GUNICORN = [
    "gunicorn",
    "clinic_site.wsgi",
    "--workers",
    "2",
    "--threads",
    "2",
    "--no-control-socket",
]
FOOTER = re.compile(r'class="footer__edition">\D*(\d+)')


class Answer(NamedTuple):
    status: int
    headers: Message
    content: bytes

    @property
    def edition(self) -> int:
        """The number in the page's footer; 0 where there is none."""
        found = FOOTER.search(self.content.decode())
        return int(found[1]) if found else 0


class Site:
    """One machine: `folder` is its own, the database and the archives may be shared."""

    code = ROOT  # where the installed version lies

    def __init__(self, folder: Path, database: Database, archives: Path):
        self.folder, self.database, self.archives = folder, database, archives
        self.copies, self.temporary = folder / "editions", folder / "tmp"
        self.temporary.mkdir(parents=True)
        self.environment = site_template().environment | {
            "DATABASE_URL": database.url,
            "ARCHIVES_ROOT": str(archives),
            "EDITIONS_ROOT": str(self.copies),
            "TMPDIR": str(self.temporary),
            "RUNTIME_DIRECTORY": str(folder),
        }
        # Ours from the beginning to the end, so that nobody takes the port when a server stops.
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=128)

    def begin(self, *arguments: str) -> subprocess.Popen:
        """A process of this site that runs `manage.py`."""
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=self.code,
            env=self.environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def manage(self, *arguments: str) -> None:
        process = self.begin(*arguments)
        said = process.communicate()
        assert process.returncode == 0, said

    def start(self) -> None:
        """Serve, as soon as the first page is answered."""
        with (self.folder / "server.log").open("a") as log:
            self.server = subprocess.Popen(
                [sys.executable, "-m", *GUNICORN, "--bind", f"fd://{self.listener.fileno()}"],
                cwd=self.code,
                env=self.environment,
                stderr=log,
                pass_fds=[self.listener.fileno()],
                start_new_session=True,
            )
        assert self.get("/healthz").status == 200

    def stop(self) -> None:
        """As a power cut does."""
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, headers=headers)

    def ask(self, method: str, path: str, body=None, headers=None) -> Answer:
        """The answer over a connection of its own; sooner than SQLite gives up a lock (20 s)."""
        with closing(HTTPConnection(*self.listener.getsockname(), timeout=15)) as connection:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())

    def editions(self) -> list[tuple[int, str, str]]:
        """Number, archive and SHA-256 of each edition, the newest first."""
        columns = "number, archive, sha256"
        return self.database.sql(f"SELECT {columns} FROM editions_edition ORDER BY number DESC")

    def pages(self, number: int) -> dict[str, bytes]:
        """What edition `number` answers at each address, as its archive holds it."""
        (name,) = (name for other, name, _sha256 in self.editions() if other == number)
        with ZipFile(self.archive(name)) as archive:
            names = [name for name in archive.namelist() if name.startswith("pages/")]
            plain = [name for name in names if not name.endswith((".br", ".gz"))]
            return {name[5:].removesuffix("index.html"): archive.read(name) for name in plain}

    def archive(self, name: str) -> Path:
        return self.archives / name

    def serves(self, pages: dict[str, bytes]) -> bool:
        """Whether each of `pages`, and no other, is answered at its address."""
        return {path: self.get(path).content for path in pages} == pages


@contextmanager
def running(site: Site) -> Iterator[None]:
    with closing(site.listener):
        site.start()
        try:
            yield
        finally:
            site.stop()


@contextmanager
def new_site(folder: Path) -> Iterator[Site]:
    """A site of its own that serves edition 1."""
    with site_template().copied_to(folder) as (database, archives):
        site = Site(folder / "node-1", database, archives)
        with running(site):
            yield site


def wait_until(condition: Callable[[], bool], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not so within {seconds} s"
        time.sleep(0.02)
