"""The second factor: who must use it, and what opens with it and without."""

import re

import pytest
from django.test import Client

from clinic_site.practice.models import Page

from .admin_form import ENGLISH
from .markup import text_of
from .people import (
    CODE,
    CODES,
    PASSWORD,
    PHONE,
    code_of,
    enter,
    key_shown,
    make_person,
    make_phone,
    with_password,
)

pytestmark = pytest.mark.usefixtures("edition")

LOGIN = {"username": "claire", "password": PASSWORD}


RECOVERY = re.compile(r"<code>([a-z0-9]{5}-[a-z0-9]{5})</code>")


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
    kind = "image/svg+xml; charset=utf-8"
    assert (picture["Content-Type"], b"<svg" in picture.content) == (kind, True)

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


@pytest.mark.parametrize("address", [CODE, PHONE, "/admin/two-factor/phone.svg", "/admin/login/"])
def test_no_copy_of_these_pages_is_kept(address):
    person = make_person("Owners")
    client = Client() if address == "/admin/login/" else enter(Client(), person)
    client.get(PHONE)

    assert "no-store" in client.get(address)["Cache-Control"]


def test_the_key_of_one_session_is_not_that_of_another():
    person = make_person("Reception")

    assert key_shown(with_password(person)) != key_shown(with_password(person))
