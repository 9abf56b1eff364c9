"""Sites that make backups, the machines that these are put back on, and what is in both."""

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

from .site_process import ROOT, Site
from .site_template import ON_POSTGRESQL, Database, on_server, site_template

TABLES = (
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    if ON_POSTGRESQL
    else "SELECT name FROM sqlite_master WHERE type = 'table'"
)
PICTURE = "pictures/0123456789abcdef01234567.jpg"  # not a picture: a backup does not look inside


def with_folders(site: Site) -> Site:
    """Each machine has pictures and backups of its own."""
    site.media, site.backups = site.folder / "media", site.folder / "backups"
    site.environment |= {"MEDIA_ROOT": str(site.media), "BACKUPS_ROOT": str(site.backups)}
    return site


def add_picture(site: Site, content: bytes = b"a picture") -> None:
    (site.media / PICTURE).parent.mkdir(parents=True, exist_ok=True)
    (site.media / PICTURE).write_bytes(content)


@contextmanager
def site_to_back_up(folder: Path) -> Iterator[Site]:
    """The first content, published, and a picture; nothing is served."""
    with site_template().copied_to(folder) as (database, archives):
        site = with_folders(Site(folder / "node", database, archives))
        add_picture(site)
        with closing(site.listener):
            yield site


@contextmanager
def empty_machine(folder: Path) -> Iterator[Site]:
    """Where nothing has been installed but the site itself."""
    name = f"elsewhere_{uuid4().hex}" if ON_POSTGRESQL else f"{folder}/elsewhere.sqlite3"
    site = with_folders(Site(folder / "elsewhere", Database(name), folder / "elsewhere-archives"))
    if ON_POSTGRESQL:
        on_server(f"CREATE DATABASE {name}")
    try:
        with closing(site.listener):
            yield site
    finally:
        if ON_POSTGRESQL:
            on_server(f"DROP DATABASE {name} WITH (FORCE)")


def ran(
    site: Site, *arguments: str, typed: str = "", at_most: int = -1
) -> subprocess.CompletedProcess:
    """`manage.py` with these arguments; it can write files of `at_most` so many bytes."""
    limited = ["prlimit", f"--fsize={at_most}"] if at_most >= 0 else []
    return subprocess.run(
        [*limited, sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=site.environment,
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )


def back_up(site: Site) -> Path:
    """The file that `backup` writes."""
    site.manage("backup")
    return files_of_backups(site)[-1]


def files_of_backups(site: Site) -> list[Path]:
    return sorted(path for path in site.backups.iterdir() if path.suffix != ".sha256")


def rows(site: Site) -> dict[str, list[tuple]]:
    """Every row of every table."""
    tables = sorted(name for (name,) in site.database.sql(TABLES))
    return {name: sorted(site.database.sql(f'SELECT * FROM "{name}"'), key=repr) for name in tables}


def files(site: Site) -> dict[str, str]:
    """The SHA-256 of every picture and archive by its name."""
    return {
        f"{kind}/{path.relative_to(folder)}": hashlib.sha256(path.read_bytes()).hexdigest()
        for kind, folder in (("media", site.media), ("archives", site.archives))
        for path in folder.rglob("*")
        if path.is_file()
    }
