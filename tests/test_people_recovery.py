"""Recovery codes, another phone, and a lost one."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from clinic_site.people.two_factor import new_recovery_codes

from .admin_form import ENGLISH
from .people import (
    CODE,
    CODES,
    PHONE,
    code_of,
    enter,
    key_shown,
    make_person,
    make_phone,
    with_password,
)

pytestmark = pytest.mark.usefixtures("edition")

RECOVERY = re.compile(r"<code>([a-z0-9]{5}-[a-z0-9]{5})</code>")


def test_a_recovery_code_opens_once_and_is_not_readable_in_the_database():
    person = make_person("Reception")
    make_phone(person)
    codes = new_recovery_codes(person)
    client = with_password(person)

    typed = codes[0].upper().replace("-", " ")
    assert client.post(CODE, {"code": typed})["Location"] == CODE
    assert client.get("/admin/contact/enquiry/").status_code == 200
    assert "9 recovery codes are left." in client.get(CODE, headers=ENGLISH).text
    again = with_password(person)
    assert again.post(CODE, {"code": codes[0]}).status_code == 200
    stored = set(StaticToken.objects.values_list("token", flat=True))
    assert stored.isdisjoint([*codes, *(code.replace("-", "") for code in codes)])


def test_new_recovery_codes_make_the_old_ones_void():
    person = make_person("Owners")
    old = new_recovery_codes(person)
    client = enter(Client(), person)

    new = RECOVERY.findall(client.post(CODES).text)

    assert len(set(new)) == 10
    refused = with_password(person).post(CODE, {"code": old[0]})
    assert refused.status_code == 200
    assert with_password(person).get(CODES).status_code == 405


def test_another_phone_takes_the_place_of_the_first():
    person = make_person("Owners")
    client = enter(Client(), person)
    key = key_shown(client)

    client.post(PHONE, {"code": code_of(key)})

    assert list(TOTPDevice.objects.values_list("key", flat=True)) == [key]
    assert client.get("/admin/").status_code == 200


def test_an_editor_may_use_it_and_then_needs_it():
    person = make_person("Editors")
    client = with_password(person)
    key = key_shown(client)
    client.post(PHONE, {"code": code_of(key)})

    assert client.get("/admin/").status_code == 200
    assert with_password(person).get("/admin/").status_code == 302


def test_a_lost_phone_is_forgotten_from_the_command_line(capsys, caplog):
    person = make_person("Owners")
    before = enter(Client(), person)

    call_command("forget_phone", "claire")

    codes = re.findall(r"^  (\w{5}-\w{5})$", capsys.readouterr().out, re.MULTILINE)
    assert len(codes) == 10
    assert before.get("/admin/")["Location"] == "/admin/login/?next=/admin/"
    client = with_password(person)
    assert client.post(CODE, {"code": codes[3]})["Location"] == CODE
    assert client.get(PHONE).status_code == 200
    assert "Phone and recovery codes were forgotten, account claire" in caplog.text
    with pytest.raises(CommandError, match="There is no account nobody"):
        call_command("forget_phone", "nobody")
