"""How often a password can be tried, from where, and what is said and noted."""

from datetime import timedelta

import pytest
import time_machine
from axes.models import AccessAttempt
from django.test.client import RequestFactory

from clinic_site.people.limits import address_of

from .login_attempts import ELSEWHERE, LOGIN, attempt
from .people import PASSWORD, make_person

pytestmark = pytest.mark.django_db


def test_five_wrong_passwords_lock_an_account_for_one_address_and_not_for_another():
    make_person()

    statuses = [attempt().status_code for _number in range(6)]

    assert statuses == [200] * 4 + [429] * 2
    assert attempt(password=PASSWORD).status_code == 429
    assert attempt(password=PASSWORD, address=ELSEWHERE).status_code == 302
    assert attempt(password=PASSWORD).status_code == 429


def test_whoever_keeps_hammering_does_not_lock_the_owner_out_from_elsewhere():
    make_person()
    for _number in range(40):
        attempt()

    assert attempt(password=PASSWORD, address=ELSEWHERE).status_code == 302


def test_twenty_wrong_passwords_from_one_address_lock_it_whatever_the_account():
    make_person()

    statuses = [attempt(username=f"name-{number}").status_code for number in range(20)]

    assert statuses == [200] * 19 + [429]
    assert attempt(password=PASSWORD).status_code == 429
    assert attempt(password=PASSWORD, address=ELSEWHERE).status_code == 302


def test_a_home_counts_as_one_whichever_of_its_ipv6_addresses_is_used():
    make_person()

    statuses = [attempt(address=f"2001:db8:0:1::{number}").status_code for number in range(1, 6)]

    assert statuses == [200] * 4 + [429]
    assert attempt(password=PASSWORD, address="2001:db8:0:2::1").status_code == 302


def test_after_a_quarter_of_an_hour_one_may_try_again_even_if_somebody_kept_trying():
    make_person()
    with time_machine.travel("2030-03-01 12:00 +0000") as clock:
        for _number in range(5):
            attempt()
        clock.shift(timedelta(minutes=14))
        assert attempt(password=PASSWORD).status_code == 429
        clock.shift(timedelta(minutes=2))
        assert attempt(password=PASSWORD).status_code == 302


def test_a_login_forgives_the_attempts_on_its_own_account_only():
    make_person()
    for number in range(12):
        attempt(username=f"name-{number}")
    for _number in range(4):
        attempt()
    attempt(password=PASSWORD)

    assert [attempt().status_code for _number in range(3)] == [200] * 3
    assert AccessAttempt.objects.exclude(username="claire").count() == 12


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Wait 15 minutes, then try again."), ("fr", "15")],
)
def test_who_is_locked_out_reads_what_to_do(language, words):
    for _number in range(4):
        attempt()

    response = attempt(language=language)

    assert words in response.text
    assert f'lang="{language}"' in response.text
    assert (response["Retry-After"], response["Cache-Control"]) == ("900", "no-store")


@pytest.mark.parametrize(
    ("remote", "forwarded", "behind_proxy", "address"),
    [
        ("192.0.2.1", "6.6.6.6", False, "192.0.2.1"),
        ("10.0.0.1", "6.6.6.6, 192.0.2.9", True, "192.0.2.9"),
        ("", "", False, None),
        ("10.0.0.1", "unknown", True, None),
        ("2001:db8:0:1:2::3", "", False, "2001:db8:0:1::"),
        ("::ffff:192.0.2.1", "", False, "192.0.2.1"),
    ],
)
def test_the_address_is_the_one_that_our_proxy_saw(
    settings, remote, forwarded, behind_proxy, address
):
    settings.BEHIND_PROXY = behind_proxy
    request = RequestFactory().get(LOGIN, REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)

    assert address_of(request) == address
