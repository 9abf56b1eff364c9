"""Files that are not restored: damaged, foreign, of another kind. No database is asked for it."""

import gzip
import tarfile
from io import BytesIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from clinic_site.backups.archive import check, writing
from clinic_site.backups.engines import engine
from clinic_site.backups.failure import Failed
from clinic_site.backups.kept import checksum_of
from clinic_site.backups.manifest import Manifest

MADE_AT = "2026-01-31T02:00:00+00:00"
NOT_WHOLE = "The file is damaged, cut short or no backup of this site."
FOREIGN = "This is no backup of this site"


def make(path: Path, *names: str, **changes) -> Path:
    """A file that has the shape of a backup; `names` are put in before the manifest."""
    with path.open("wb") as out, writing(out, mtime=0) as writer:
        for name in [engine().NAME, *names]:
            writer.add(name, BytesIO(b"content" * 9), 63)
        told = {"made_at": MADE_AT, "engine": connection.vendor, "rows": {}, "migrations": []}
        writer.end(Manifest(**{**told, "files": dict(writer.files), **changes}))
    return path


def refusal(path: Path) -> str:
    with pytest.raises(CommandError) as caught:
        call_command("restore", path)
    return str(caught.value).removeprefix("Not restored. ")


@pytest.fixture
def file(tmp_path):
    return make(tmp_path / "clinic-20260131-020000Z.tar.gz", "media/pictures/one.jpg")


@pytest.mark.parametrize("part", [0, 0.1, 0.5, 0.9, 0.999])
def test_a_file_that_was_cut_short_is_refused(file, part):
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * part)])

    assert refusal(file) == NOT_WHOLE


def test_a_file_with_one_bit_changed_is_refused_unless_it_says_the_same(file):
    """gzip's header and the code of a letter that is not used say nothing of the content."""
    whole = file.read_bytes()
    for place in range(len(whole)):
        changed = whole[:place] + bytes([whole[place] ^ 16]) + whole[place + 1 :]
        file.write_bytes(changed)
        try:
            with file.open("rb") as stream:
                check(stream)
        except Failed:
            continue
        assert gzip.decompress(changed) == gzip.decompress(whole)


@pytest.mark.parametrize("content", [b"", b"no backup", b"PK\x03\x04" + bytes(99), bytes(2048)])
def test_a_file_of_another_kind_is_refused(file, content):
    file.write_bytes(content)
    assert refusal(file) == NOT_WHOLE
    file.write_bytes(gzip.compress(content))
    assert refusal(file) == NOT_WHOLE


@pytest.mark.parametrize(
    "name",
    [
        "../outside",
        "/etc/cron.d/outside",
        "media/../../outside",
        "media//twice",
        "media/./here",
        "media/..",
        "media\\..\\outside",
        "backup/db.sqlite3",
        "manage.py",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(file, name):
    make(file, name)

    assert refusal(file) == f"{FOREIGN}: it holds {name!r}."


@pytest.mark.parametrize(
    "kind",
    [
        tarfile.SYMTYPE,
        tarfile.LNKTYPE,
        tarfile.CHRTYPE,
        tarfile.BLKTYPE,
        tarfile.FIFOTYPE,
        tarfile.DIRTYPE,
        tarfile.GNUTYPE_SPARSE,
    ],
)
def test_what_is_no_plain_file_is_refused(file, kind):
    entry = tarfile.TarInfo("media/entry")
    entry.type, entry.linkname = kind, "/etc/passwd"
    with tarfile.open(file, "w:gz") as tar:
        tar.addfile(entry)

    assert refusal(file) in (f"{FOREIGN}: it holds 'media/entry'.", NOT_WHOLE)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"format": 2}, "A newer version of the site made it (format 2): install that first."),
        ({"engine": "oracle"}, "The backup is of oracle, and DATABASE_URL names"),
        ({"migrations": ["contact.9999_later"]}, "A newer version of the site made it"),
        ({"made_at": "yesterday"}, f"{FOREIGN}: its manifest is not whole."),
        ({"files": {}}, f"The backup is damaged, at {engine().NAME}."),
        ({"files": {"media/gone": {"sha256": "0", "bytes": 1}}}, "The backup is damaged, at"),
        ({"files": []}, f"{FOREIGN}: its manifest is not whole."),
    ],
)
def test_a_manifest_that_tells_of_something_else_is_refused(file, changes, words):
    make(file, **changes)

    assert refusal(file).startswith(words)


def test_a_file_without_manifest_or_with_something_behind_it_is_refused(file):
    with tarfile.open(file, "w:gz") as tar:
        tar.addfile(tarfile.TarInfo("media/one"))
    assert refusal(file) == NOT_WHOLE

    with file.open("wb") as out, writing(out, mtime=0) as writer:
        writer.end(Manifest(MADE_AT, connection.vendor, {}, []))
        writer.add("media/late", BytesIO(), 0)
    assert refusal(file) == f"{FOREIGN}: 'media/late' is out of place."


def test_two_files_of_one_name_are_refused(file):
    make(file, "media/one", "media/one")

    assert refusal(file) == f"{FOREIGN}: 'media/one' is out of place."


def test_a_file_that_is_not_what_its_checksum_says_is_refused(file):
    checksum_of(file).write_text(f"{'0' * 64}  {file.name}\n")

    assert refusal(file).startswith(f"{file.name} is damaged")
