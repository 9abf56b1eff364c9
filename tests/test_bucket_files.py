"""Files in a bucket: read, written and refused as on a disk; and the setting that names it."""

import os
import random
from io import BytesIO

import pytest
from botocore.config import Config
from django.core.exceptions import SuspiciousOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from clinic_site.backups import storage
from clinic_site.backups.archive import MANIFEST, check, members, writing
from clinic_site.backups.manifest import Manifest
from clinic_site.bucket.address import options_of
from clinic_site.bucket.failure import Unavailable
from clinic_site.deployment import of_bucket
from clinic_site.readiness import Check

from .bucket import bucket
from .test_settings import PRODUCTION, manage

LARGE = random.Random(1).randbytes(300_000)
FILES = {"media/pictures/one.jpg": b"one", "media/large": LARGE, "editions/empty": b""}


@pytest.fixture
def in_bucket(settings):
    """An empty one; what was in it goes."""
    for key in bucket().objects():
        bucket().client.delete_object(Bucket=bucket().name, Key=key)
    settings.STORAGES = settings.STORAGES | bucket().storages


def backup_of_files() -> bytes:
    out = BytesIO()
    with writing(out, mtime=0) as writer:
        storage.add_files(writer)
        writer.end(Manifest("2026-01-31T02:00:00+00:00", "any", {}, [], dict(writer.files)))
    return out.getvalue()


def put_back(backup: bytes) -> int:
    manifest = check(BytesIO(backup))
    replaced = sum(
        storage.put_back(name, file, manifest.files[name], "20260131-020000")
        for name, file in members(BytesIO(backup))
        if name != MANIFEST
    )
    storage.compare(manifest.files)
    return replaced


def test_a_backup_of_folders_is_put_into_a_bucket_and_one_of_the_bucket_into_folders(
    settings, tmp_path, in_bucket
):
    folders = {
        "default": {"location": tmp_path / "media"},
        "editions": {"location": tmp_path / "editions"},
    }
    backend = "django.core.files.storage.FileSystemStorage"
    on_disk = {name: {"BACKEND": backend, "OPTIONS": kept} for name, kept in folders.items()}
    in_the_bucket = settings.STORAGES
    for name, content in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)

    settings.STORAGES = settings.STORAGES | on_disk
    backup = backup_of_files()
    settings.STORAGES = in_the_bucket
    assert (put_back(backup), bucket().objects()) == (0, FILES)

    bucket().write("media/large", b"other")
    assert put_back(backup) == 1
    aside = f"media/large{storage.ASIDE}20260131-020000"
    assert bucket().objects() == {**FILES, aside: b"other"}

    backup = backup_of_files()
    settings.STORAGES = settings.STORAGES | on_disk
    (tmp_path / "media/large").unlink()
    assert (put_back(backup), (tmp_path / "media/large").read_bytes()) == (0, LARGE)


def test_an_object_is_read_from_anywhere_and_a_name_is_never_given_twice(in_bucket):
    default_storage.save("large", ContentFile(LARGE))
    second = default_storage.save("large", ContentFile(b"second"))

    with default_storage.open("large") as file:
        parts = [file.size, file.seek(-10, os.SEEK_END), file.read(), file.seek(70_000)]
        parts += [file.read(70_000), file.seek(5), file.read(5), file.seek(0), file.read()]
    with file.open() as again:
        parts.append(again.read(3))

    assert parts == [
        *(300_000, 299_990, LARGE[-10:], 70_000, LARGE[70_000:140_000]),
        *(5, LARGE[5:10], 0, LARGE, LARGE[:3]),
    ]
    assert (second != "large", default_storage.open(second).read()) == (True, b"second")
    with pytest.raises(FileNotFoundError):
        default_storage.open("gone")
    with pytest.raises(SuspiciousOperation):
        default_storage.open("../editions/edition-1.zip")
    with pytest.raises(NotImplementedError):
        default_storage.url("large")


def test_a_bucket_that_is_silent_or_refuses_fails_as_a_disk_does(settings, in_bucket):
    assert of_bucket() == Check("bucket", "stores, lists, reads and deletes", True)
    assert bucket().objects() == {}
    with bucket().refusing():
        assert of_bucket() == Check("bucket", "The bucket refuses: 403.", False)
    impatient = default_storage.client_config.merge(Config(read_timeout=0.2))
    other = {**settings.STORAGES["default"]["OPTIONS"], "client_config": impatient}
    other |= {"region_name": "another", "location": "silent"}  # a connection of its own
    settings.STORAGES = {**settings.STORAGES, "default": {**settings.STORAGES["default"]}}
    settings.STORAGES["default"]["OPTIONS"] = other
    with bucket().silent(), pytest.raises(Unavailable, match="not answer: ReadTimeoutError"):
        default_storage.save("large", ContentFile(LARGE))


@pytest.mark.parametrize(
    "address",
    [
        "https://KEY:SECRET@s3.example/clinic",  # no region
        "https://s3.example/clinic?region=fr-par",
        "https://KEY@s3.example/clinic?region=fr-par",
        "https://KEY:SEC/RET@s3.example/clinic?region=fr-par",
        "https://KEY:SECRET%@s3.example/clinic?region=fr-par",
        "https://KEY:SECRET@s3.example/?region=fr-par",
        "https://KEY:SECRET@s3.example/clinic/media?region=fr-par",
        "https://KEY:SECRET@s3.example/clinic?region=fr-par&acl=public-read",
        "https://KEY:SECRET@s3.example:port/clinic?region=fr-par",
        "http://KEY:SECRET@s3.example/clinic?region=fr-par",
        "http://KEY:SECRET@10.0.0.1/clinic?region=fr-par",
        "s3://KEY:SECRET@s3.example/clinic?region=fr-par",
        "s3.example/clinic",
    ],
)
def test_an_address_that_cannot_serve_is_refused(address):
    assert options_of(address) is None


def test_an_address_names_the_server_the_bucket_and_who_may_enter():
    assert options_of("https://KEY:a%2Fb%2B%25@s3.example:8443/a.clinic?region=fr-par") == {
        "endpoint_url": "https://s3.example:8443",
        "bucket_name": "a.clinic",
        "region_name": "fr-par",
        "access_key": "KEY",
        "secret_key": "a/b+%",
    }
    assert (
        options_of("http://KEY:SECRET@[::1]:9/clinic?region=x")["endpoint_url"] == "http://[::1]:9"
    )


def test_a_wrong_address_stops_the_start_and_is_not_repeated():
    result = manage("check", **PRODUCTION, BUCKET_URL="https://KEY:SEC/RET@s3.example/clinic")

    assert result.stderr.strip().splitlines()[-1] == (
        "django.core.exceptions.ImproperlyConfigured: Set the BUCKET_URL environment variable: "
        "https://KEY:SECRET@host/name?region=…, what stands in KEY and SECRET percent-encoded; "
        "http only to a server on this machine."
    )
