"""Pictures in the forms that use them, and files that nothing uses."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from clinic_site.pictures import orphans
from clinic_site.pictures.models import Picture
from clinic_site.practice.models import Page
from procedures.models import Section

from .admin_form import ENGLISH, opened, saved
from .admin_pictures import LIST, add
from .builders import make_procedure, make_section
from .pictures import make_picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def test_a_picture_in_use_is_not_deleted_and_says_where_it_is(admin_client):
    picture = make_picture((300, 200))
    section = make_section(make_procedure(), picture=picture)

    page = admin_client.post(f"{LIST}{picture.pk}/delete/", {"post": "yes"}, headers=ENGLISH)

    assert Picture.objects.filter(pk=picture.pk).exists()
    assert str(section) in page.text
    assert "Section – Section (en)" in admin_client.get(LIST, headers=ENGLISH).text


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
