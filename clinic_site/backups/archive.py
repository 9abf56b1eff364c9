"""
One backup as a stream: a tar, compressed, that ends with its manifest.

    database/      a copy of SQLite's file, or what pg_dump wrote
    media/         pictures
    editions/      the archives of editions
    settings.env   the settings, without secrets
    manifest.json

Nothing is unpacked by tarfile: each regular file is read, and stored under a
name that was checked here. So links, devices and paths to elsewhere do no harm.
"""

import gzip
import hashlib
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import PurePosixPath
from typing import BinaryIO

from .failure import Failed
from .manifest import LARGEST, Manifest, read_manifest

DATABASE, MEDIA, EDITIONS = "database/", "media/", "editions/"
SETTINGS, MANIFEST = "settings.env", "manifest.json"
CHUNK = 2**20
DAMAGE = (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile)


class Hashed:
    """A stream that knows the SHA-256 of what was read from it."""

    def __init__(self, stream: BinaryIO):
        self.stream, self.hash = stream, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        read = self.stream.read(size)
        self.hash.update(read)
        return read


def digest(stream: BinaryIO) -> str:
    hashed = Hashed(stream)
    while hashed.read(CHUNK):
        pass
    return hashed.hash.hexdigest()


class Writer:
    """Writes a backup, file by file; `files` is what the manifest says of them."""

    def __init__(self, tar: tarfile.TarFile, mtime: float):
        self.tar, self.mtime = tar, mtime
        self.files: dict[str, dict] = {}

    def add(self, name: str, stream: BinaryIO, size: int) -> None:
        """The next `size` bytes of `stream` as the file `name`; OSError where there are fewer."""
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode, entry.mtime = size, 0o600, self.mtime
        hashed = Hashed(stream)
        self.tar.addfile(entry, hashed)
        self.files[name] = {"bytes": size, "sha256": hashed.hash.hexdigest()}

    def end(self, manifest: Manifest) -> None:
        text = manifest.text()
        self.add(MANIFEST, BytesIO(text), len(text))


@contextmanager
def writing(out: BinaryIO, mtime: float) -> Iterator[Writer]:
    # Pictures and editions are compressed already: the highest level would only take longer.
    with (
        gzip.GzipFile("", "wb", compresslevel=6, fileobj=out, mtime=mtime) as packed,
        tarfile.open(fileobj=packed, mode="w|") as tar,
    ):
        yield Writer(tar, mtime)


def members(stream: BinaryIO) -> Iterator[tuple[str, BinaryIO]]:
    """Each file with its name, to be read before the next; raises Failed for what is not ours."""
    with gzip.GzipFile(fileobj=stream) as plain, tarfile.open(fileobj=plain, mode="r|") as tar:
        for entry in tar:
            if not is_ours(entry):
                raise Failed(f"This is no backup of this site: it holds {entry.name!r}.")
            yield entry.name, tar.extractfile(entry)
        while plain.read(CHUNK):
            pass  # to the end, where gzip's own checksum stands


def is_ours(entry: tarfile.TarInfo) -> bool:
    name, path = entry.name, PurePosixPath(entry.name)
    if not entry.isfile() or entry.issparse():
        return False
    if ".." in path.parts or str(path) != name or "\\" in name:
        return False
    return name in (SETTINGS, MANIFEST) or name.startswith((DATABASE, MEDIA, EDITIONS))


def check(stream: BinaryIO) -> Manifest:
    """The manifest of a backup that is whole, every file as it was written; raises Failed."""
    found, manifest = {}, None
    try:
        for name, file in members(stream):
            if manifest or name in found:
                raise Failed(f"This is no backup of this site: {name!r} is out of place.")
            if name == MANIFEST:
                manifest = read_manifest(file.read(LARGEST))
            else:
                found[name] = digest(file)
    except DAMAGE as error:
        raise Failed("The file is damaged, cut short or no backup of this site.") from error
    if manifest is None:
        raise Failed("The file is damaged, cut short or no backup of this site.")
    told = {name: file["sha256"] for name, file in manifest.files.items()}
    if found != told:
        wrong = sorted(name for name in found.keys() | told if found.get(name) != told.get(name))
        raise Failed(f"The backup is damaged, at {', '.join(wrong[:3])}.")
    return manifest
