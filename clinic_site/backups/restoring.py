"""Puts a backup back: refused before anything changes, or whole and compared afterwards."""

import hashlib
import os
import shutil
from pathlib import Path
from typing import NamedTuple

from django.db import Error, connection

from ..editions.copies import workplace
from ..editions.models import Edition
from . import kept, storage
from .archive import EDITIONS, MEDIA, check, members
from .encryption import opened
from .engines import engine, refuse_other
from .failure import Failed
from .manifest import Manifest
from .state import compare, known_migrations, refuse_newer, state_of


class Restored(NamedTuple):
    """`aside`: where what was replaced is kept. `waiting`: how many migrations are to be run."""

    aside: list[str]
    waiting: int


def examine(path: Path, identity: Path | None) -> Manifest:
    """Read all of the file, and change nothing; raises Failed where it cannot be restored here."""
    refuse_other_checksum(path)
    with opened(path, identity) as stream:
        manifest = check(stream)
    refuse_other(manifest)
    if engine().NAME not in manifest.files:
        raise Failed("The backup holds no database.")
    refuse_newer(manifest)
    return manifest


def refuse_other_checksum(path: Path) -> None:
    checksum = kept.checksum_of(path)
    if not checksum.is_file():
        return  # a copy of the backup alone: what is inside is checked all the same
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if checksum.read_text().split(" ")[0] != found:
        raise Failed(f"{path.name} is damaged: {checksum.name} tells another SHA-256.")


def present() -> str:
    """What a restore would replace, in words; "" where there is nothing."""
    files = sum(1 for _name in storage.stored_files())
    if engine().is_empty():
        return f"no database, {files} files" if files else ""
    try:
        rows = sum(state_of().rows.values())
        newest = Edition.objects.values_list("number", "published_at").first()
    except Error as error:
        return f"a database that cannot be read ({type(error).__name__}), {files} files"
    finally:
        connection.close()
    edition = "no edition" if newest is None else f"edition {newest[0]} of {newest[1]:%Y-%m-%d}"
    return f"{rows} rows, {edition}, {files} files"


def restore(path: Path, identity: Path | None, manifest: Manifest, stamp: str) -> Restored:
    """
    Put back what `examine` has found right; raises Failed, OSError or db.Error.

    Files are added first, which harms nobody; then the database takes its place in one step.
    """
    aside, replaced = [], 0
    with workplace(engine().folder_for_copies()) as folder:
        file = folder / "database"
        with opened(path, identity) as stream:
            for name, member in members(stream):
                if name == engine().NAME:
                    with file.open("wb") as out:
                        shutil.copyfileobj(member, out)
                    file.chmod(0o600)
                elif name.startswith((MEDIA, EDITIONS)):
                    replaced += storage.put_back(name, member, manifest.files[name], stamp)
        storage.compare(manifest.files)
        with file.open("rb") as copied:
            found = hashlib.file_digest(copied, "sha256").hexdigest()
        if found != manifest.files[engine().NAME]["sha256"]:
            raise Failed("The backup has changed while it was read.")
        aside += filter(None, [engine().replace(file, manifest, stamp)])
    os.sync()
    compare(manifest)
    if replaced:
        aside.append(f"{replaced} files whose names go on with {storage.ASIDE}{stamp}")
    return Restored(aside, len(known_migrations() - set(manifest.migrations)))
