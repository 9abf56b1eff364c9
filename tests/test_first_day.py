"""What `make run` does on a first day, and does not do again on the next."""

import stat
from io import StringIO

import pytest
from django.core.management import call_command

from clinic_site.first_day import write_environment
from clinic_site.practice.models import Page
from procedures.models import Procedure


def told(command: str, *arguments) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def test_the_settings_of_a_first_day_are_readable_by_their_owner_alone(tmp_path):
    assert write_environment(tmp_path)
    assert stat.S_IMODE((tmp_path / "env").stat().st_mode) == 0o600
    key = (tmp_path / "env").read_text().split("SECRET_KEY=")[1].split("\n")[0]
    assert len(key) >= 50


def test_settings_that_are_there_are_left_alone(tmp_path):
    write_environment(tmp_path)
    (tmp_path / "env").write_text("SECRET_KEY=mine\n")
    assert not write_environment(tmp_path)
    assert (tmp_path / "env").read_text() == "SECRET_KEY=mine\n"


def test_two_first_days_have_two_keys(tmp_path):
    write_environment(tmp_path / "one")
    write_environment(tmp_path / "two")
    assert (tmp_path / "one" / "env").read_text() != (tmp_path / "two" / "env").read_text()


def test_an_empty_site_gets_the_first_content(db):
    assert told("first_content") == "The first content was loaded.\n"
    assert Procedure.objects.get().name_en == "Thigh lift"
    assert Page.objects.count() == len(Page.Key)


@pytest.mark.parametrize("deleted", [Page, Procedure])
def test_content_that_staff_edited_or_deleted_is_never_loaded_over(first_content, deleted):
    deleted.objects.all().delete()
    Procedure.objects.update(name_fr="Autre nom")
    assert told("first_content") == "The site has content already: nothing was loaded.\n"
    assert not deleted.objects.exists()
    assert not Procedure.objects.exclude(name_fr="Autre nom").exists()


def test_the_console_says_where_mail_goes_and_how_to_get_in(db, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = "/somewhere/var/mail"
    said = told("addresses", "8000")
    assert "http://127.0.0.1:8000/fr/" in said
    assert "make admin" in said
    assert "NOT sent: it goes to files in /somewhere/var/mail" in said


def test_nobody_is_told_to_make_an_account_once_there_is_one(admin_user):
    assert "make admin" not in told("addresses", "8000")
