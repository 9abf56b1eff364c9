"""A site whose pictures and editions lie in a bucket, on two machines; and without the bucket."""

import re
from contextlib import closing

import pytest

from .admin_pictures import TYPED
from .bucket import BucketSite, bucket, is_refused_to_strangers
from .pictures import jpeg, upload
from .site_process import running, wait_until
from .site_template import site_template

ADD, PUBLISH = "/admin/pictures/picture/add/", "/admin/editions/edition/add/"
NOTE = {"note_fr": "Une note", "note_en": "A “note”", "medically_reviewed_on": "2026-01-31"}
REFUSED = "An edition could not be fetched; the last one is served. The bucket refuses: 403."
PICTURE = re.compile(r"/media/pictures/[0-9a-f-]+\.(?:jpg|webp)")


@pytest.fixture(scope="module")
def nodes(tmp_path_factory):
    """
    A site moves from folders into the bucket; then two machines with empty disks start.

    A third one has not started yet.
    """
    folder = tmp_path_factory.mktemp("bucket")
    with site_template().copied_to(folder) as (database, archives):
        first = BucketSite(folder / "node-1", database, archives)
        second = BucketSite(folder / "node-2", database, folder / "none")
        third = BucketSite(folder / "node-3", database, folder / "none")
        first.manage("fill_bucket")
        with running(first), running(second), closing(third.listener):
            yield first, second, third


def log(site) -> str:
    return (site.folder / "server.log").read_text()


def test_what_one_machine_publishes_the_other_serves_from_an_empty_disk(nodes):
    first, second, _third = nodes
    wait_until(lambda: first.serves(first.pages(1)) and second.serves(first.pages(1)))

    first.manage("publish")

    pages = first.pages(2)
    wait_until(lambda: second.get("/fr/").content == pages["/fr/"], seconds=2)
    wait_until(lambda: first.serves(pages) and second.serves(pages))
    assert len(pages) > 20
    assert [path for path, page in pages.items() if bucket().host.encode() in page] == []


def test_a_picture_is_seen_by_staff_of_the_other_machine_and_by_no_stranger(nodes):
    first, second, _third = nodes

    sent = first.send(ADD, first.owner, **TYPED, upload=upload(jpeg()), _save="Save")
    seen = second.ask("GET", "/admin/pictures/picture/", headers=first.owner).content.decode()

    (address,) = set(PICTURE.findall(seen))
    key = address.removeprefix("/")
    assert sent.status == 302
    assert second.ask("GET", address, headers=first.owner).content == bucket().read(key)
    assert second.get(address).status == 404
    assert is_refused_to_strangers(key)
    assert bucket().host not in seen


def test_while_the_bucket_refuses_staff_are_told_nothing_is_lost_and_visitors_are_served(nodes):
    first, second, third = nodes
    owner, pages, editions = first.owner, first.pages(2), first.editions()
    wait_until(lambda: len(bucket().objects()) == 5)  # two archives, a picture in three files
    objects = bucket().objects()
    with bucket().refusing():
        form = first.send(ADD, owner, **TYPED, upload=upload(jpeg()), _save="Save")
        result = first.send(PUBLISH, owner, **NOTE).content.decode()
        old = second.get("/editions/1/fr/")
        picture = second.ask("GET", "/media/pictures/a.jpg", headers=owner)
        publisher, checker = first.begin("publish"), first.begin("deploycheck")
        told, checked = publisher.communicate()[1].splitlines(), checker.communicate()[0]
        third.start()
        wait_until(lambda: log(third).count(REFUSED) > 2)
        alone = third.get("/fr/")
        third.stop()
        assert (first.serves(pages), second.serves(pages)) == (True, True)
    typed = form.content.decode()
    assert ("The picture could not be stored" in typed, 'value="The entrance"' in typed) == (
        (True, True)
    )
    assert "Nothing was published: files could not be read or stored" in result
    assert "WRONG bucket: The bucket refuses: 403.\n" in checked
    assert ("MEDIA_ROOT" in checked, "ARCHIVES_ROOT" in checked) == (False, False)
    assert [said for said in NOTE.values() if said not in result] == []
    assert (publisher.returncode, told[-1]) == (
        *(1, "CommandError: Nothing was published. The bucket refuses: 403."),
    )
    assert [answer.status for answer in (form, old, picture, alone)] == [200, 503, 503, 503]
    assert (first.editions(), bucket().objects()) == (editions, objects)

    assert "is published" in first.send(PUBLISH, owner, **NOTE).content.decode()
    notes = first.database.sql("SELECT note_fr, note_en FROM editions_edition WHERE number = 3")
    assert notes == [(NOTE["note_fr"], NOTE["note_en"])]


def test_a_machine_that_found_nothing_tries_again_and_refuses_what_is_not_as_published(nodes):
    first, _second, third = nodes
    (_number, name, _sha256), *_older = first.editions()
    pages, whole = first.pages(3), bucket().read(f"editions/{name}")
    bucket().write(f"editions/{name}", whole[:-1])
    third.start()
    try:
        wait_until(lambda: "Damaged: The archive of edition 3 is damaged." in log(third))
        assert third.get("/fr/").status == 503

        bucket().write(f"editions/{name}", whole)

        wait_until(lambda: third.serves(pages))
    finally:
        third.stop()
