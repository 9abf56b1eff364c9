"""Programs of the system that backups call: pg_dump and pg_restore, age, gpg."""

import os
import re
import shutil
import subprocess

from .failure import Failed

PACKAGES = {
    "pg_dump": "postgresql-client",
    "pg_restore": "postgresql-client",
    "age": "age",
    "gpg": "gpg",
}
# What follows an error may repeat rows, and they are people's: of PostgreSQL, one line is told.
TELLS_ROWS = re.compile(r"^(DETAIL|CONTEXT|STATEMENT|Command was|LINE \d+)", re.MULTILINE)


def find(name: str) -> str:
    """The path of the program; raises Failed where it is missing."""
    path = shutil.which(name)
    if path is None:
        raise Failed(f"{name} is not on the PATH: install it (Debian: {PACKAGES[name]}).")
    return path


def why(name: str, said: bytes) -> Failed:
    """What a program said on standard error, short, and without rows."""
    words = TELLS_ROWS.split(said.decode(errors="replace"))[0].strip()
    return Failed(f"{name} failed: {words[-500:] or 'it does not say why'}")


def run(name: str, *arguments: str, **environment: str) -> None:
    """Call the program; what is secret goes through `environment`, which other users cannot see."""
    done = subprocess.run(
        [find(name), *arguments],
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise why(name, done.stderr)
