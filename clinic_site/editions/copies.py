"""The unpacked copies of editions on this machine, and the link to the one that is served."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from .archive import unpack
from .models import Edition

CURRENT = "current"  # for nginx, and for a start without a database
UNFINISHED = ".unfinished-"


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder to prepare an edition in; those of processes that died are removed first."""
    settings.EDITIONS_ROOT.mkdir(parents=True, exist_ok=True)
    for folder in settings.EDITIONS_ROOT.glob(f"{UNFINISHED}*"):
        if not _is_alive(int(folder.name.split("-")[1])):
            shutil.rmtree(folder, ignore_errors=True)
    prefix = f"{UNFINISHED}{os.getpid()}-"
    with tempfile.TemporaryDirectory(
        dir=settings.EDITIONS_ROOT, prefix=prefix, ignore_cleanup_errors=True
    ) as name:
        yield Path(name)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def unpacked(edition: Edition) -> Path:
    """This machine's copy of `edition`, made if need be; several processes may ask at once."""
    folder = settings.EDITIONS_ROOT / edition.folder
    if not folder.is_dir():
        with workplace() as unfinished:
            unpack(edition, unfinished / folder.name)
            try:
                (unfinished / folder.name).rename(folder)
            except OSError:
                if not folder.is_dir():  # no other process was faster
                    raise
    return folder


def point_to(folder: Path) -> None:
    """Let the link `current` lead to `folder`, in one step; remove the copies before the last."""
    link = settings.EDITIONS_ROOT / CURRENT
    before = link.readlink().name if link.is_symlink() else None
    if before != folder.name:
        with workplace() as unfinished:
            new = unfinished / CURRENT
            new.symlink_to(folder.name)
            new.replace(link)
        for path in settings.EDITIONS_ROOT.iterdir():
            if path.name not in (folder.name, before, CURRENT) and path.name[0] != ".":
                shutil.rmtree(path, ignore_errors=True)
