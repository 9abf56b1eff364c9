"""A site of its own in a temporary folder, with the first content, published once."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from .servers import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = "/en/procedures/thigh-lift/"
CALL = "import json; from tests.bench.inside.{0} import {1} as f; print(json.dumps(f(*{2!r})))"


class Site(NamedTuple):
    folder: Path
    port: int  # that its own addresses name

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def current(self) -> Path:
        """The files of the edition that is served, once a server runs."""
        return self.folder / "editions" / "current" / "pages"

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "ENV_FILE": os.devnull,
            "SECRET_KEY": "only-for-the-bench-" + "x" * 50,
            "SITE_URL": self.address,
            "DATABASE_URL": f"sqlite:///{self.folder}/db.sqlite3",
            "EDITIONS_ROOT": f"{self.folder}/editions",
            "ARCHIVES_ROOT": f"{self.folder}/archives",
            "EMAIL_URL": "dummymail://",
            "CONTACT_EMAIL": "practice@localhost",
            "FROM_EMAIL": "website@localhost",
            "LEAFLETS": "false",  # what one costs is measured by itself
        }

    def manage(self, *arguments: str) -> str:
        """What a chore of manage.py says; its complaints go to the terminal."""
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, stdout=subprocess.PIPE, text=True
        ).stdout

    def inside(self, module: str, function: str, *arguments):
        """What `function` of a module in `inside` returns, called within Django."""
        code = CALL.format(module, function, arguments)
        return json.loads(self.manage("shell", "--no-imports", "-c", code).splitlines()[-1])

    @contextmanager
    def copied(self) -> Iterator["Site"]:
        """A copy to be changed, while no server runs."""
        with tempfile.TemporaryDirectory() as name:
            yield Site(shutil.copytree(self.folder, Path(name, "site")), self.port)


@contextmanager
def published_site() -> Iterator[Site]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # nginx reads it as nobody
        (folder / "db.sqlite3").touch()
        site = Site(folder, free_port())
        site.manage("migrate", "--verbosity", "0")
        site.manage("first_content")
        site.manage("collectstatic", "--noinput", "--verbosity", "0")
        site.manage("publish")
        yield site
