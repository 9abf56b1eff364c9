"""A form that is sent after the session ended is given back, and sent again after the login."""

from datetime import timedelta

import pytest
from django.test import Client

from clinic_site.practice.models import Page

from .admin_form import ENGLISH, address, opened, saved
from .form_values import form_values
from .people import PASSWORD, clock, code_of, enter, is_open, make_person

pytestmark = pytest.mark.usefixtures("edition")

USERS = "/admin/auth/user/"
NEW = "une autre phrase assez longue"


def test_a_form_that_is_sent_after_the_session_ended_is_kept_and_sent_again():
    """As a browser does: the page with what was typed stays open, the login happens beside it."""
    person = make_person("Editors")
    client = Client(enforce_csrf_checks=True, headers={"origin": "http://testserver", **ENGLISH})
    page = Page.objects.get(key="glossary")

    def log_in():
        token = form_values(client.get("/admin/login/").text, "login-form")
        client.post("/admin/login/", {**token, "username": "claire", "password": PASSWORD})

    with clock() as moment:
        log_in()
        values = opened(client, page)
        values |= {"introduction_fr": "Deux\r\nlignes & <b>", "title_fr": "Zwischenzug"}
        moment.shift(timedelta(minutes=31))

        kept = saved(client, values, page)
        assert (kept.status_code, kept["Cache-Control"]) == (403, "no-store")
        assert "has not been saved yet" in kept.text
        assert Page.objects.get(key="glossary").title_fr != "Zwischenzug"
        log_in()
        asked = client.post(address(page), kept_values(kept.text))
        assert (asked.status_code, "You logged in again" in asked.text) == (403, True)
        assert client.post(address(page), kept_values(asked.text)).status_code == 302

    assert Page.objects.get(key="glossary").title_fr == "Zwischenzug"
    assert person.logentry_set.count() == 1


def kept_values(html: str) -> dict:
    return form_values(html.replace('class="module second-factor"', 'id="kept"'), "kept")


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_what_another_site_sends_is_not_kept_to_be_sent_again(origin):
    client = enter(Client(enforce_csrf_checks=True), make_person("Owners"))
    headers = {"origin": origin} if origin else {}

    response = client.post(f"{USERS}add/", {"username": "evil"}, headers=headers)

    assert (response.status_code, "evil" in response.text) == (403, False)


def test_passwords_are_not_written_into_a_page_that_keeps_a_form():
    data = {"username": "zoe", "password1": NEW, "password2": NEW, "old_password": NEW}

    response = Client().post(f"{USERS}add/", data)

    assert (response.status_code, "zoe" in response.text, NEW in response.text) == (
        403,
        True,
        False,
    )


def test_a_second_login_form_that_was_left_open_leads_in():
    client = enter(Client(enforce_csrf_checks=True), make_person("Owners"))

    response = client.post("/admin/login/", {}, headers={"origin": "http://testserver"})

    assert (response.status_code, response["Location"]) == (302, "/admin/")


def test_the_code_is_asked_again_after_the_session_ended():
    person = make_person("Owners")
    with clock() as moment:
        client = enter(Client(), person)
        moment.shift(timedelta(minutes=31))
        client.post("/admin/login/", {"username": "claire", "password": PASSWORD})
        assert not is_open(client)
        key = person.totpdevice_set.get().key
        client.post("/admin/two-factor/", {"code": code_of(key)})
        assert is_open(client)
