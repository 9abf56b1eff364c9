"""Backups that only the owner of a private key can read."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

from .backups import back_up, empty_machine, files, files_of_backups, ran, rows, site_to_back_up
from .conftest import find_or_skip

NO_KEY = {".gpg": "decryption failed: No secret key", ".age": "no identity matched"}


class Key(NamedTuple):
    recipient: str  # what BACKUP_RECIPIENT says
    identity: Path  # the file with the private key
    suffix: str


@contextmanager
def key_of_gpg(folder: Path) -> Iterator[Key]:
    """In a home that is gone afterwards, so that no other program finds it."""
    gpg = find_or_skip("gpg")
    public, private = folder / "public.gpg", folder / "private.gpg"
    with TemporaryDirectory(prefix="gpg-") as home:  # short: a socket lies in it
        asked = [gpg, "--homedir", home, "--batch", "--quiet", "--passphrase", ""]
        subprocess.run([*asked, "--quick-gen-key", "backups@clinic.example"], check=True)
        for option, file in (("--export", public), ("--export-secret-keys", private)):
            subprocess.run([*asked, "--output", file, option], check=True)
        stop = ["gpgconf", "--homedir", home, "--kill", "gpg-agent"]
        subprocess.run(stop, check=True)
    yield Key(str(public), private, ".gpg")


@contextmanager
def key_of_age(folder: Path) -> Iterator[Key]:
    file = folder / "identity.txt"
    subprocess.run([find_or_skip("age-keygen"), "--output", file], check=True, capture_output=True)
    (line,) = (line for line in file.read_text().splitlines() if line.startswith("# public key"))
    yield Key(line.split()[-1], file, ".age")


with_both = pytest.mark.parametrize("new_key", [key_of_gpg, key_of_age])


@with_both
def test_an_encrypted_backup_is_read_with_the_private_key_alone(tmp_path, new_key):
    with (
        new_key(tmp_path) as key,
        site_to_back_up(tmp_path) as site,
        empty_machine(tmp_path) as elsewhere,
    ):
        site.environment |= {"BACKUP_RECIPIENT": key.recipient, "HOME": "/nowhere"}
        file = back_up(site)
        assert (file.suffix, b"media/" in file.read_bytes()) == (key.suffix, False)

        elsewhere.environment |= {"GNUPGHOME": str(elsewhere.folder)}
        assert ran(elsewhere, "restore", str(file)).returncode == 1
        with new_key(elsewhere.folder) as other:
            told = ran(elsewhere, "restore", str(file), "--identity", str(other.identity))
        assert (told.returncode, NO_KEY[key.suffix] in told.stderr) == (1, True)
        assert rows(elsewhere) == {}

        elsewhere.manage("restore", str(file), "--identity", str(key.identity))

        assert rows(elsewhere) == rows(site)
        assert files(elsewhere) == files(site)


@with_both
def test_an_encrypted_backup_that_was_cut_short_is_refused(tmp_path, new_key):
    with new_key(tmp_path) as key, site_to_back_up(tmp_path) as site:
        site.environment |= {"BACKUP_RECIPIENT": key.recipient, "GNUPGHOME": str(site.folder)}
        file = back_up(site)
        copy = tmp_path / file.name
        copy.write_bytes(file.read_bytes()[:-200])

        told = ran(site, "restore", str(copy), "--replace", "--identity", str(key.identity))

        assert (told.returncode, told.stdout) == (1, "")


@pytest.mark.parametrize(
    ("recipient", "program"), [("age1" + "q" * 58, "age"), ("nobody@clinic.example", "gpg")]
)
def test_a_program_that_is_missing_is_named_and_no_plain_file_is_left(tmp_path, recipient, program):
    with site_to_back_up(tmp_path) as site:
        site.environment |= {"BACKUP_RECIPIENT": recipient, "PATH": str(tmp_path)}

        told = ran(site, "backup")

        assert told.returncode == 1
        assert f"{program} is not on the PATH: install it (Debian: {program})" in told.stderr
        assert not site.backups.exists()


def test_a_key_that_is_not_known_stops_the_backup_and_leaves_no_file(tmp_path):
    find_or_skip("gpg")
    with site_to_back_up(tmp_path) as site:
        site.environment |= {"BACKUP_RECIPIENT": "nobody@clinic.example"}
        site.environment |= {"GNUPGHOME": str(site.folder)}

        told = ran(site, "backup")

        assert (told.returncode, "gpg failed: " in told.stderr) == (1, True)
        assert files_of_backups(site) == []
