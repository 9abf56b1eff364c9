"""How staff add a picture, choose where it shows, and are told what is wrong."""

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from clinic_site.pictures.models import Picture

from .admin_form import ENGLISH, errors_beside, opened, saved
from .admin_pictures import ADD, LIST, add
from .builders import make_procedure, make_section
from .pictures import jpeg, make_picture, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def stored() -> list[str]:
    return default_storage.listdir("pictures")[1] if default_storage.exists("pictures") else []


def test_a_picture_is_stored_under_a_name_of_its_own(admin_client):
    assert add(admin_client).status_code == 302

    picture = Picture.objects.get()
    assert picture.file.name.startswith("pictures/")
    assert "photo" not in picture.file.name
    assert (picture.width, picture.height, picture.alt_en) == (60, 40, "The entrance")
    assert (picture.focal_x, picture.focal_y, picture.variants) == (70, 20, "")
    assert stored() == [picture.file.name.removeprefix("pictures/")]


def test_the_sizes_are_made_after_the_answer(admin_client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as waiting:
        add(admin_client)

    (picture,) = Picture.objects.all()
    assert [(call.func.__name__, call.args) for call in waiting] == [("begin", (picture.pk,))]


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"alt_en": ""}, "alt_en", "Say what the picture shows, or choose “decorative”."),
        ({"alt_fr": "  "}, "alt_fr", "Say what the picture shows, or choose “decorative”."),
        ({"focal_x": "101"}, "focal_x", "Ensure this value is less than or equal to 100."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_the_rest_is_kept(
    admin_client, values, field, words
):
    page = add(admin_client, caption_fr="Rue Lauriston", **values).text

    again = "Choose the file again: browsers forget it when a form comes back."
    assert errors_beside(page, field) == words
    assert errors_beside(page, "upload") == again
    assert 'value="Rue Lauriston"' in page
    assert (Picture.objects.count(), stored()) == (0, [])


def test_a_file_that_cannot_be_used_is_refused_beside_its_field(admin_client):
    page = add(admin_client, b"GIF89a" + bytes(90)).text

    assert "of the kind GIF" in errors_beside(page, "upload")
    assert 'value="The entrance"' in page
    assert errors_beside(add(admin_client, b"").text, "upload") == "This field is required."


def test_a_decorative_picture_needs_no_text(admin_client):
    assert add(admin_client, alt_fr="", alt_en="", is_decorative="on").status_code == 302
    assert Picture.objects.get().is_decorative


@pytest.mark.parametrize("texts", [{"alt_en": ""}, {"alt_fr": None}])
def test_the_database_keeps_no_picture_without_both_texts(texts):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_picture(**texts)


def test_the_form_says_why_no_patients(admin_client):
    page = admin_client.get(ADD, headers=ENGLISH).text

    assert "No patients, even if they agree" in page
    assert "the Order of physicians does not allow it" in page


def test_another_file_takes_the_place_of_the_first(admin_client):
    picture = make_picture((600, 400))
    before = picture.files()
    values = opened(admin_client, picture)

    assert saved(admin_client, values, picture).status_code == 302
    picture.refresh_from_db()
    assert picture.files() == before  # saved without a file, it stays

    values["upload"] = upload(jpeg((90, 60)))
    assert saved(admin_client, values, picture).status_code == 302
    picture.refresh_from_db()
    assert (picture.width, picture.height, picture.variants) == (90, 60, "")
    assert picture.file.name not in before


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_needs_the_same_queries_however_long(
    admin_client, django_assert_num_queries, count
):
    procedure = make_procedure()
    for number in range(count):
        picture = make_picture((30, 20))
        make_section(procedure, key=f"section-{number}", picture=picture)

    admin_client.get(LIST, headers=ENGLISH)
    with django_assert_num_queries(11):
        admin_client.get(LIST, headers=ENGLISH)
