"""Pictures and archives in storages that are no folders, as a bucket is none."""

import re
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages

from clinic_site.backups import storage
from clinic_site.backups.archive import MANIFEST, check, members, writing
from clinic_site.backups.failure import Failed
from clinic_site.backups.manifest import Manifest

STAMP = "20260131-020000"
IN_MEMORY = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
FILES = {"media/pictures/one.jpg": b"one", "media/two.jpg": b"two" * 10**6}
FILES |= {"editions/edition-1.zip": b"edition", "editions/empty": b""}


def use_new_storages(settings) -> None:
    """Empty ones, as on another day."""
    settings.STORAGES = {**settings.STORAGES, "default": IN_MEMORY, "editions": IN_MEMORY}


def save(name: str, content: bytes) -> None:
    place, own_name = storage.place_of(name)
    place.save(own_name, ContentFile(content))


def stored() -> dict[str, bytes]:
    found = {}
    for name in storage.stored_files():
        place, own_name = storage.place_of(name)
        with place.open(own_name) as file:
            found[name] = file.read()
    return found


@pytest.fixture
def backup(settings) -> tuple[bytes, Manifest]:
    """The files of one day as a backup; the storages are then empty again."""
    use_new_storages(settings)
    for name, content in FILES.items():
        save(name, content)
    out = BytesIO()
    with writing(out, mtime=0) as writer:
        storage.add_files(writer)
        writer.end(Manifest("2026-01-31T02:00:00+00:00", "any", {}, [], dict(writer.files)))
    use_new_storages(settings)
    return out.getvalue(), check(BytesIO(out.getvalue()))


def put_back(content: bytes, manifest: Manifest) -> int:
    return sum(
        storage.put_back(name, file, manifest.files[name], STAMP)
        for name, file in members(BytesIO(content))
        if name != MANIFEST
    )


def test_every_file_is_in_the_backup_and_comes_back_into_empty_storages(backup):
    assert stored() == {}

    assert put_back(*backup) == 0

    storage.compare(backup[1].files)
    assert stored() == FILES


def test_a_file_of_the_same_name_and_other_content_is_kept_aside(backup):
    save("media/two.jpg", b"other")
    save("editions/edition-1.zip", b"edition")
    save("editions/edition-2.zip", b"later")

    assert put_back(*backup) == 1

    assert stored() == {**FILES, "editions/edition-2.zip": b"later"}
    with default_storage.open(f"two.jpg{storage.ASIDE}{STAMP}") as aside:
        assert aside.read() == b"other"


def test_a_file_that_is_not_as_in_the_backup_is_found(backup):
    put_back(*backup)
    storages["editions"].delete("edition-1.zip")
    save("editions/edition-1.zip", b"damaged")

    with pytest.raises(Failed, match=r"editions/edition-1\.zip is not that of the backup"):
        storage.compare(backup[1].files)


def test_a_file_that_a_row_names_is_missed_when_it_is_gone_or_other_than_the_row_says():
    held = {"media/one": {"sha256": "1"}, "editions/one": {"sha256": "2"}}

    wanted = {"media/one": "", "media/gone": "", "editions/one": "2"}
    assert storage.missing(wanted, held) == ["media/gone"]
    assert storage.missing({"editions/one": "3"}, held) == ["editions/one"]


@pytest.mark.django_db
def test_no_column_is_read_that_a_database_before_an_upgrade_may_lack(django_assert_num_queries):
    with django_assert_num_queries(2) as asked:
        storage.needed()

    read = {name for query in asked for name in re.findall(r'"\."(\w+)"', query["sql"])}
    assert read == {"archive", "sha256", "number", "id", "file", "width", "variants"}
