"""The unpacked copies of editions on this machine, and the link to the one that is served."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from django.conf import settings

from .archive import unpack
from .models import Edition

CURRENT = "current"  # for nginx, and for a start without a database
UNFINISHED = ".unfinished-"


@contextmanager
def workplace(root: Path | None = None) -> Iterator[Path]:
    """A folder to prepare files in; those of processes that died are removed first."""
    root = root or settings.EDITIONS_ROOT
    root.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        with _locked(root):
            for left in root.glob(f"{UNFINISHED}*"):
                with suppress(BlockingIOError, FileNotFoundError), _locked(left, fcntl.LOCK_NB):
                    shutil.rmtree(left, ignore_errors=True)
            folder = Path(tempfile.mkdtemp(dir=root, prefix=UNFINISHED))
            held.callback(shutil.rmtree, folder, ignore_errors=True)
            held.enter_context(_locked(folder))
        yield folder


@contextmanager
def _locked(folder: Path, how: int = 0) -> Iterator[None]:
    """Nobody else has the folder; the system lets go of it when a process dies."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | how)
        yield
    finally:
        os.close(handle)


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
            if before is None:  # a backup that followed the link leaves a folder in its place
                with suppress(FileNotFoundError):
                    link.rename(unfinished / "restored")
            new = unfinished / CURRENT
            new.symlink_to(folder.name)
            new.replace(link)
        for path in settings.EDITIONS_ROOT.iterdir():
            if path.name not in (folder.name, before, CURRENT) and path.name[0] != ".":
                shutil.rmtree(path, ignore_errors=True)
