"""Who needs a second factor gets nowhere without it."""

import re

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from clinic_site.people.two_factor import new_recovery_codes
from clinic_site.practice.models import Page

from .admin_form import ENGLISH
from .markup import text_of
from .people import PASSWORD, code_of, enter, make_person, make_phone

pytestmark = pytest.mark.usefixtures("edition")

CODE, PHONE, CODES = "/admin/two-factor/", "/admin/two-factor/phone/", "/admin/two-factor/codes/"
LOGIN = {"username": "claire", "password": PASSWORD}
RECOVERY = re.compile(r"<code>([a-z0-9]{5}-[a-z0-9]{5})</code>")


def with_password(person: User) -> Client:
    client = Client()
    data = {"username": person.username, "password": PASSWORD}
    assert client.post("/admin/login/", data).status_code == 302
    return client


def key_shown(client) -> str:
    client.get(PHONE)
    return client.session["two_factor_key"]


@pytest.mark.parametrize(
    ("role", "must"),
    [
        ("", False),
        ("Editors", False),
        ("Publishers", True),
        ("Reception", True),
        ("Owners", True),
    ],
)
def test_readers_of_enquiries_publishers_and_owners_must_use_it(role, must):
    client = with_password(make_person(role))

    assert client.get("/admin/").status_code == (302 if must else 200)


def test_whoever_needs_it_and_has_none_is_led_to_set_it_up_and_then_on(client):
    client = Client()
    make_person("Reception")

    response = client.post("/admin/login/?next=/admin/contact/enquiry/", LOGIN, follow=True)
    assert [url for url, _status in response.redirect_chain] == [
        "/admin/contact/enquiry/",
        "/admin/two-factor/?next=/admin/contact/enquiry/",
        "/admin/two-factor/phone/?next=%2Fadmin%2Fcontact%2Fenquiry%2F",
    ]
    key = client.session["two_factor_key"]
    picture = client.get("/admin/two-factor/phone.svg")
    assert (picture["Content-Type"], b"<svg" in picture.content) == ("image/svg+xml", True)

    wrong = client.post(PHONE, {"code": "abc"}, headers=ENGLISH)
    assert "This is not the code that the app shows" in wrong.content.decode()
    shown = client.post(PHONE, {"code": code_of(key), "next": "/admin/contact/enquiry/"})
    assert len(RECOVERY.findall(shown.content.decode())) == 10
    assert 'href="/admin/contact/enquiry/"' in shown.content.decode()
    assert client.get("/admin/contact/enquiry/").status_code == 200


def test_with_the_password_alone_nothing_opens_but_leaving_and_the_code():
    person = make_person("Publishers")
    make_phone(person)
    client = with_password(person)
    Page.objects.filter(key="glossary").update(title_fr="Zwischenzug")

    pages = ["", "launch/", "password_change/", "editions/edition/add/", "jsi18n/", "autocomplete/"]
    answers = {client.get(f"/admin/{page}")["Location"].split("?")[0] for page in pages}
    assert answers == {CODE}
    assert client.post("/admin/editions/edition/add/").status_code == 403
    assert client.post("/admin/password_change/").status_code == 403
    assert [client.get(PHONE).status_code, client.post(CODES).status_code] == [403, 403]
    assert client.get("/admin/two-factor/phone.svg").status_code == 403
    draft = client.get("/fr/glossaire/")
    assert ("Zwischenzug" in draft.text, "notice" in draft.text) == (False, False)
    client.post("/admin/logout/")
    assert client.session.is_empty()


def test_the_draft_is_read_by_those_who_prepare_it_and_by_no_other():
    Page.objects.filter(key="glossary").update(title_fr="Zwischenzug")
    roles = ["", "Editors", "Publishers", "Reception", "Owners"]

    readers = [
        role
        for role in roles
        if "Zwischenzug"
        in enter(Client(), make_person(role, f"is-{role}")).get("/fr/glossaire/").text
    ]

    assert readers == ["Editors", "Publishers", "Owners"]


def test_the_code_opens_once_under_another_session_key():
    person = make_person("Owners")
    phone = make_phone(person)
    client, other = with_password(person), with_password(person)
    before, code = client.session.session_key, code_of(phone.key)

    response = client.post(f"{CODE}?next=/admin/launch/", {"code": f"{code[:3]} {code[3:]}"})
    assert (response.status_code, response["Location"]) == (302, "/admin/launch/")
    assert client.session.session_key != before
    assert client.get("/admin/launch/").status_code == 200
    again = other.post(CODE, {"code": code}, headers=ENGLISH)
    assert (again.status_code, "wrong or has been used" in text_of(again.text, "form")) == (
        200,
        True,
    )


def test_after_the_code_nobody_is_sent_to_another_site():
    person = make_person("Owners")
    phone = make_phone(person)

    response = with_password(person).post(
        f"{CODE}?next=//evil.example/", {"code": code_of(phone.key)}
    )

    assert response["Location"] == "/admin/"


def test_wrong_codes_must_wait_and_the_page_says_so():
    person = make_person("Owners")
    phone = make_phone(person)
    client = with_password(person)
    client.post(CODE, {"code": "000000"})

    right = client.post(CODE, {"code": code_of(phone.key)}, headers=ENGLISH)

    assert "Too many wrong codes." in right.text
    assert client.get("/admin/").status_code == 302


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


@pytest.mark.parametrize("address", [CODE, PHONE, "/admin/two-factor/phone.svg", "/admin/login/"])
def test_no_copy_of_these_pages_is_kept(address):
    person = make_person("Owners")
    client = Client() if address == "/admin/login/" else enter(Client(), person)
    client.get(PHONE)

    assert "no-store" in client.get(address)["Cache-Control"]


def test_the_key_of_one_session_is_not_that_of_another():
    person = make_person("Reception")

    assert key_shown(with_password(person)) != key_shown(with_password(person))
