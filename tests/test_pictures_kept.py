"""Files of pictures are made when they are missing, and kept as long as an edition lasts."""

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from clinic_site.editions.changes import changes_since
from clinic_site.editions.checks import Refused
from clinic_site.pictures.models import Picture
from clinic_site.pictures.variants import make
from procedures.models import Section

from .pictures import make_picture, named_in, show
from .publish import ask, publish_now

pytestmark = pytest.mark.usefixtures("first_content", "collected")


def test_publishing_makes_the_sizes_that_are_missing():
    picture = show(make_picture((900, 600), with_variants=False))
    publish_now()

    picture.refresh_from_db()
    assert [default_storage.exists(name) for name in picture.files()] == [True] * 7
    assert f"{picture.url}" in ask("/fr/").body.decode()
    assert f"/media/{picture.variant(480, 'webp')} 480w" in ask("/fr/").body.decode()


def test_an_old_edition_keeps_its_picture_when_all_its_files_are_gone(visitor, admin_client):
    old = show(make_picture((600, 400)))
    publish_now()
    body = ask(old.url).body
    new = show(make_picture((640, 400)))
    publish_now()
    for name in old.files():
        default_storage.delete(name)
    Picture.objects.get(pk=old.pk).delete()

    past = visitor.get("/editions/1/fr/").text
    assert named_in(past.replace("/editions/1", "")) == {f"/media/{name}" for name in old.files()}
    assert past.count("/editions/1/media/") == past.count("/media/")
    answer = visitor.get(f"/editions/1{old.url}")
    assert (answer.content, answer["Content-Type"]) == (body, "image/jpeg")
    assert ask(old.url).status == "404 Not Found"
    assert ask(new.url).status == "200 OK"


def test_a_picture_that_is_gone_stops_publishing_and_leads_to_its_form():
    picture = show(make_picture((600, 400)))
    for name in picture.files():
        default_storage.delete(name)

    with pytest.raises(Refused) as refused:
        publish_now()

    form = f"/admin/pictures/picture/{picture.pk}/change/"
    assert [fault.url for fault in refused.value.faults] == [form]


def test_the_publisher_sees_which_pictures_have_changed(edition):
    picture = show(make_picture(alt_fr="L’entrée"))
    second = publish_now()
    other = make_picture(alt_fr="La rue")
    Section.objects.filter(key="what").update(picture=other)
    Picture.objects.filter(pk=picture.pk).update(alt_fr="La porte", variants="pictures/more")

    def words(pieces):
        return "".join(piece.text for piece in pieces)

    found = {
        row.text.partition(" – ")[2]: [
            (words(change.before), words(change.after))
            for field in row.fields
            for change in field.changes
        ]
        for row in changes_since(second)
    }

    assert found == {
        "La porte": [("L’entrée", "La porte")],
        "La rue": [],
        Section.objects.get(key="what").title_fr: [("L’entrée", "La rue")],
    }


def test_two_that_make_the_same_sizes_leave_one_set_of_files():
    picture = make_picture((600, 400), with_variants=False)
    twin = Picture.objects.get(pk=picture.pk)
    make(picture)
    before = set(default_storage.listdir("pictures")[1])
    make(twin)

    picture.refresh_from_db()
    assert set(default_storage.listdir("pictures")[1]) == before
    assert [default_storage.exists(name) for name in picture.files()] == [True] * 5
    assert Image.open(default_storage.open(picture.variant(480, "webp"))).size == (480, 320)
