"""How long a session lasts, and who can end it."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from .admin_form import ENGLISH, address, opened, saved
from .people import PASSWORD, clock, enter, is_open, make_person

pytestmark = pytest.mark.usefixtures("edition")

USERS = "/admin/auth/user/"
NEW = "une autre phrase assez longue"


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
