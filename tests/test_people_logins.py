"""What is said and noted of each login, and what is kept of it."""

from datetime import timedelta
from unittest.mock import patch

import pytest
import time_machine
from axes.models import AccessAttempt
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.management import call_command
from django.test import Client

from .login_attempts import ELSEWHERE, HOME, LOGIN, attempt
from .people import PASSWORD, make_person

pytestmark = pytest.mark.django_db


def said(response) -> str:
    """The page without its secrets and the name that was typed."""
    html = response.text
    for name in ("claire", "nobody", "away", "patient"):
        html = html.replace(f'value="{name}"', "")
    start = html.index("<main")
    return html[start : html.index("csrfmiddlewaretoken")] + html[html.index("form-row") :]


def test_known_unknown_and_inactive_accounts_get_the_same_words():
    make_person()
    make_person(username="away", is_active=False)
    make_person(username="patient", is_staff=False)

    wrong = said(attempt())
    others = [
        attempt("nobody"),
        attempt("away"),
        attempt("away", PASSWORD),
        attempt("patient", PASSWORD),
    ]

    assert [said(response) for response in others] == [wrong] * 4
    assert "Please enter the correct" in wrong


@pytest.mark.usefixtures("real_hashes")
def test_known_unknown_and_inactive_accounts_take_the_same_work():
    """Hashing is what takes time: once each."""
    make_person()
    make_person(username="away", is_active=False)
    work = {}
    encode = PBKDF2PasswordHasher.encode
    for name in ("claire", "nobody", "away"):
        with patch.object(
            PBKDF2PasswordHasher, "encode", autospec=True, side_effect=encode
        ) as hashing:
            attempt(name)
        work[name] = hashing.call_count

    assert work == {"claire": 1, "nobody": 1, "away": 1}


def test_each_login_refusal_and_lock_out_is_noted_without_what_was_typed(caplog):
    make_person()
    attempt("une phrase secrete")
    for _number in range(5):
        attempt()
    Client().post(LOGIN, {"username": "claire", "password": PASSWORD}, REMOTE_ADDR=ELSEWHERE)

    noted = [record.getMessage() for record in caplog.records if record.name == "people"]
    assert noted == [
        "login refused: no such account",
        *["login refused: claire"] * 4,
        "locked out: claire",
        "login refused: claire",
        "login: claire",
    ]
    assert not any(record.name.startswith("axes") for record in caplog.records)
    assert PASSWORD not in caplog.text
    assert HOME not in caplog.text


def test_what_is_kept_of_an_attempt_holds_no_password_and_no_token():
    attempt(password="wrong-secret")

    kept = AccessAttempt.objects.get()
    assert "wrong-secret" not in str(vars(kept))
    hidden = "*" * 20
    assert kept.post_data == f"username={hidden}\npassword={hidden}"


def test_attempts_are_forgotten_within_a_day_by_the_purge():
    with time_machine.travel("2030-03-01 12:00 +0000") as clock:
        attempt()
        clock.shift(timedelta(hours=23))
        call_command("purge")
        assert AccessAttempt.objects.count() == 1
        clock.shift(timedelta(hours=2))
        call_command("purge")
        assert AccessAttempt.objects.count() == 0
