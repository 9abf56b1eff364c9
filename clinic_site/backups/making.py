"""Makes a backup: whole, read again and found right, or none."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import gettempdir
from typing import BinaryIO, NamedTuple

from django.conf import settings
from django.db import connection

from ..editions.copies import workplace
from . import kept, storage
from .archive import SETTINGS, check, digest, writing
from .encryption import encrypting, sealed, suffix_for
from .engines import engine
from .environment import settings_text
from .failure import Failed
from .manifest import Manifest


class Made(NamedTuple):
    """`gone`: the files that rows name and that are not in the storages as they were."""

    path: Path
    gone: list[str]
    removed: list[str]


def make(moment: datetime) -> Made:
    """
    Write a backup into BACKUPS_ROOT, and thin the old ones; raises Failed, OSError or db.Error.

    Until it is whole it has no name that counts, in a folder that the next one clears away.
    """
    recipient = settings.BACKUP_RECIPIENT
    if recipient:
        encrypting(recipient)  # a program that is missing is told before anything is written
    root = settings.BACKUPS_ROOT
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    with workplace(root) as folder:
        unfinished = folder / "backup"
        with private(unfinished) as file, sealed(file, recipient) as out:
            manifest = write(out, moment)
        if not recipient:
            verify(unfinished, manifest)
        name = kept.name_for(moment, suffix_for(recipient), is_complete=not manifest.gone)
        if (root / name).exists():
            raise Failed(f"{name} is there already.")
        checksum = folder / "checksum"
        with unfinished.open("rb") as written, private(checksum) as file:
            file.write(f"{digest(written)}  {name}\n".encode())
        checksum.rename(kept.checksum_of(root / name))
        unfinished.rename(root / name)
        keep_on_disk(root)
    return Made(root / name, manifest.gone, kept.thin())


def write(out: BinaryIO, moment: datetime) -> Manifest:
    """The database first: every file that its rows name is there before them."""
    wanted = storage.needed()
    with writing(out, moment.timestamp()) as writer:
        with workplace(Path(gettempdir())) as folder:  # never in a folder for encrypted ones
            file = folder / "database"
            state = engine().dump(file)
            with file.open("rb") as dumped:
                writer.add(engine().NAME, dumped, file.stat().st_size)
        text = settings_text().encode()
        writer.add(SETTINGS, BytesIO(text), len(text))
        storage.add_files(writer)
        manifest = Manifest(
            made_at=moment.isoformat(timespec="seconds"),
            engine=connection.vendor,
            rows=state.rows,
            migrations=state.migrations,
            files=dict(writer.files),
            gone=storage.missing(wanted, writer.files),
        )
        writer.end(manifest)
    return manifest


def verify(path: Path, manifest: Manifest) -> None:
    """Read it as a restore will. One that is encrypted only its owner can read."""
    with path.open("rb") as file:
        if check(file) != manifest:
            raise Failed("What was written is not what is read: the disk may be failing.")


@contextmanager
def private(path: Path) -> Iterator[BinaryIO]:
    """A new file, readable by its owner alone, that is on the disk afterwards."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def keep_on_disk(folder: Path) -> None:
    """New names in `folder` survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
