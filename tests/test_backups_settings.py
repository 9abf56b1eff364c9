"""The settings in a backup: enough to build a machine anew, and no secret."""

import gzip
import tarfile

import pytest

from clinic_site.backups.environment import KEPT, LEFT_OUT, without_account

from .backups import back_up, site_to_back_up
from .test_settings import variables

SECRETS = [b"only-for-tests", b"of-the-database", b"of-the-mail", b"postmaster"]


def test_every_variable_is_either_kept_or_left_out():
    assert sorted([*KEPT, *LEFT_OUT]) == variables()


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("sqlite:///var/db.sqlite3", "sqlite:///var/db.sqlite3"),
        ("sqlite:////srv/clinic/db.sqlite3", "sqlite:////srv/clinic/db.sqlite3"),
        ("postgres://clinic:secret@db.example:5432/clinic", "postgres://db.example:5432/clinic"),
        ("postgres://u:a@b/c:d@db.example/clinic", "postgres://db.example/clinic"),
        ("smtp+tls://token@mail.example:587", "smtp+tls://mail.example:587"),
        (
            "postgres://db/x?sslmode=require&password=s&sslkey=k&user=u",
            "postgres://db/x?sslmode=require",
        ),
        ("smtp://u:p?q=@mail.example?timeout=5", "smtp://mail.example?timeout=5"),
        ("practice@clinic.example", "practice@clinic.example"),
        ("true", "true"),
    ],
)
def test_addresses_lose_who_may_enter_and_with_what(value, kept):
    assert without_account(value) == kept


def test_no_secret_of_the_settings_is_in_the_file(tmp_path):
    with site_to_back_up(tmp_path) as site:
        server = site.environment["DATABASE_URL"].replace("@", ":of-the-database@")
        mail = "smtp+tls://postmaster:of-the-mail@mail.clinic.example:587"
        site.environment |= {"DATABASE_URL": server, "EMAIL_URL": mail}
        file = back_up(site)

        found = gzip.decompress(file.read_bytes())
        with tarfile.open(file) as tar:
            told = tar.extractfile("settings.env").read().decode()

    assert [secret for secret in SECRETS if secret in found] == []
    assert "EMAIL_URL=smtp+tls://mail.clinic.example:587\n" in told
    assert f"MEDIA_ROOT={site.media}\n" in told
