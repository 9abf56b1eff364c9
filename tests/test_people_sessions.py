"""How long a session lasts, who can end it, and what becomes of a form sent too late."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from clinic_site.practice.models import Page

from .admin_form import ENGLISH, address, opened, saved
from .form_values import form_values
from .people import PASSWORD, code_of, enter, make_person

pytestmark = pytest.mark.usefixtures("edition")

USERS = "/admin/auth/user/"
NEW = "une autre phrase assez longue"


def clock():
    return time_machine.travel("2030-03-01 08:00 +0000", tick=False)


def is_open(client) -> bool:
    return client.get("/admin/").status_code == 200


def test_a_session_ends_after_half_an_hour_without_use():
    with clock() as moment:
        client = enter(Client(), make_person("Owners"))
        moment.shift(timedelta(minutes=29))
        assert is_open(client)
        moment.shift(timedelta(minutes=29))
        assert is_open(client)
        moment.shift(timedelta(minutes=31))
        assert not is_open(client)


def test_a_session_ends_after_twelve_hours_however_much_it_is_used():
    with clock() as moment:
        client = enter(Client(), make_person("Owners"))
        for _quarter in range(47):
            moment.shift(timedelta(minutes=15))
            assert is_open(client)
        moment.shift(timedelta(minutes=14))
        assert is_open(client)
        client.post("/admin/session/")
        moment.shift(timedelta(minutes=2))
        assert not is_open(client)


def test_a_session_in_use_is_written_once_a_minute_at_most():
    def writes() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert is_open(client)
        return sum("UPDATE" in query["sql"] for query in queries)

    with clock() as moment:
        client = enter(Client(), make_person("Owners"))
        assert writes() == 0
        moment.shift(timedelta(seconds=59))
        assert writes() == 0
        moment.shift(timedelta(seconds=2))
        assert [writes(), writes()] == [1, 0]


def test_asking_how_long_a_session_lasts_is_no_use_of_it_and_staying_is():
    with clock() as moment:
        client = enter(Client(), make_person("Owners"))
        moment.shift(timedelta(minutes=28))
        assert client.get("/admin/session/").json() == {"seconds": 120}
        assert client.get("/admin/session/").json() == {"seconds": 120}
        assert client.post("/admin/session/").json() == {"seconds": 1800}
        assert Client().get("/admin/session/").json() == {"seconds": 0}


def test_pages_of_the_draft_move_the_end_too_and_visitors_get_no_cookie():
    with clock() as moment:
        client = enter(Client(), make_person("Owners"))
        moment.shift(timedelta(minutes=20))
        client.get("/fr/")
        moment.shift(timedelta(minutes=20))
        assert is_open(client)
    assert not Client().get("/fr/").cookies


def test_a_new_password_ends_the_other_sessions_of_its_user():
    person = make_person("Owners")
    here, there = enter(Client(), person), enter(Client(), person)

    response = here.post(
        "/admin/password_change/",
        {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW},
    )

    assert response.status_code == 302
    assert (is_open(here), is_open(there)) == (True, False)


def test_a_password_that_the_owner_sets_ends_all_sessions_of_its_user(admin_client):
    person = make_person("Editors")
    client = enter(Client(), person)
    data = {"password1": NEW, "password2": NEW, "usable_password": "true"}

    assert admin_client.post(f"{USERS}{person.pk}/password/", data).status_code == 302

    assert (is_open(client), is_open(admin_client)) == (False, True)


def test_an_owner_ends_all_sessions_of_somebody_and_of_nobody_else(caplog):
    owner, editor, other = (make_person(*a) for a in (("Owners", "o"), ("Editors", "e"), ("", "x")))
    clients = [enter(Client(), person) for person in (owner, editor, editor, other)]

    clients[0].post(USERS, {"action": "end_all_sessions", "_selected_action": editor.pk})

    assert [is_open(client) for client in clients] == [True, False, False, True]
    assert "All sessions were ended, account e, by o" in caplog.text
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id) == (owner, str(editor.pk))


def test_an_owner_forgets_a_phone_and_the_next_login_sets_up_another():
    owner, reader = make_person("Owners", "o"), make_person("Reception", "r")
    client, reading = enter(Client(), owner), enter(Client(), reader)

    client.post(USERS, {"action": "forget_phone", "_selected_action": reader.pk})

    assert not is_open(reading)
    reading.post("/admin/login/", {"username": "r", "password": PASSWORD})
    assert reading.get("/admin/two-factor/")["Location"].startswith("/admin/two-factor/phone/")


def test_rights_that_change_are_noted_with_who_whom_and_what(caplog):
    owner, editor = make_person("Owners", "o"), make_person("Editors", "e")
    client = enter(Client(), owner)
    values = opened(client, editor)
    values["groups"] = [Group.objects.get(name="Publishers").pk]
    del values["is_active"]

    assert saved(client, values, editor).status_code == 302

    assert "Rights: +Publishers, -Editors, -active, account e, by o" in caplog.text
    history = client.get(address(editor, "history"), headers=ENGLISH).text
    assert "Rights: +Publishers, -Editors, -active" in history


def test_somebody_who_is_switched_off_is_out_at_once():
    owner, editor = make_person("Owners", "o"), make_person("Editors", "e")
    client, editing = enter(Client(), owner), enter(Client(), editor)
    values = {n: v for n, v in opened(client, editor).items() if n != "is_active"}

    saved(client, values, editor)

    assert not is_open(editing)
    assert User.objects.get(username="e").is_active is False


def test_ended_sessions_are_erased_by_the_purge():
    with clock() as moment:
        enter(Client(), make_person("Owners"))
        call_command("purge")
        assert Session.objects.count() == 1
        moment.shift(timedelta(minutes=31))
        call_command("purge")
        assert Session.objects.count() == 0


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
