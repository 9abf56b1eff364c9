"""How staff add a picture, choose where it shows, and are told what is wrong."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from clinic_site.pictures import orphans
from clinic_site.pictures.models import Picture
from clinic_site.practice.models import Page
from procedures.models import Section

from .admin_form import ENGLISH, errors_beside, opened, saved
from .builders import make_procedure, make_section
from .pictures import jpeg, make_picture, upload

ADD = "/admin/pictures/picture/add/"
LIST = "/admin/pictures/picture/"
TYPED = {"alt_fr": "L’entrée", "alt_en": "The entrance", "focal_x": "70", "focal_y": "20"}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """A storage of each test's own."""
    settings.MEDIA_ROOT = tmp_path


def add(client, body=None, **values):
    files = {"upload": upload(jpeg() if body is None else body)} if body != b"" else {}
    values = {**TYPED, **values, **files, "_save": "Save"}
    return client.post(ADD, {k: v for k, v in values.items() if v is not None}, headers=ENGLISH)


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


def test_a_picture_in_use_is_not_deleted_and_says_where_it_is(admin_client):
    picture = make_picture((300, 200))
    section = make_section(make_procedure(), picture=picture)

    page = admin_client.post(f"{LIST}{picture.pk}/delete/", {"post": "yes"}, headers=ENGLISH)

    assert Picture.objects.filter(pk=picture.pk).exists()
    assert str(section) in page.text
    assert "Section – Section (en)" in admin_client.get(LIST, headers=ENGLISH).text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_needs_the_same_queries_however_long(
    admin_client, django_assert_num_queries, count
):
    procedure = make_procedure()
    for number in range(count):
        picture = make_picture((30, 20))
        make_section(procedure, key=f"section-{number}", picture=picture)

    with django_assert_num_queries(9):
        admin_client.get(LIST, headers=ENGLISH)


@pytest.mark.usefixtures("first_content")
def test_the_home_page_and_a_chapter_are_given_a_picture_in_their_forms(admin_client):
    picture = make_picture((30, 20))
    home, legal = Page.objects.get(key="home"), Page.objects.get(key="legal-notice")
    section = Section.objects.get(key="what")
    values = opened(admin_client)
    (name,) = (
        n
        for n, v in values.items()
        if n.endswith("-id") and n.startswith("section") and v == str(section.pk)
    )

    saved(admin_client, {**opened(admin_client, home), "picture": picture.pk}, home)
    saved(admin_client, {**values, name.replace("-id", "-picture"): picture.pk})

    section.refresh_from_db()
    home.refresh_from_db()
    assert (home.picture, section.picture) == (picture, picture)
    assert "picture" not in opened(admin_client, legal)


@pytest.mark.parametrize(("codename", "status"), [("add_picture", 302), ("change_page", 403)])
def test_adding_a_picture_needs_its_own_right(client, django_user_model, codename, status):
    user = django_user_model.objects.create_user("reception", password="x", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename=codename))
    client.force_login(user)

    assert add(client).status_code == status
    assert Picture.objects.count() == (status == 302)


def test_files_that_nothing_names_are_reported_and_removed_after_a_day(time_machine):
    kept, gone = make_picture((30, 20)), make_picture((30, 20))
    default_storage.save("pictures/left.jpg", ContentFile(b"left"))
    default_storage.delete(gone.file.name)

    def said(*arguments):
        out = StringIO()
        call_command("pictures", *arguments, stdout=out)
        return out.getvalue().splitlines()

    missing = f"Gone: {gone.file.name} (picture {gone.pk}: {gone})"
    report = ["Not named: pictures/left.jpg", missing, "Files that nothing names: 1; removed: 0."]
    assert said() == report
    assert said("--remove") == report
    time_machine.move_to(timezone.now() + orphans.KEPT + timedelta(minutes=1))
    assert said("--remove") == [
        "Removed: pictures/left.jpg",
        missing,
        "Files that nothing names: 1; removed: 1.",
    ]
    assert [default_storage.exists(name) for name in kept.files()] == [True] * 3
    assert said() == [missing, "Files that nothing names: 0; removed: 0."]
