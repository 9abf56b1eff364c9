"""Which passwords are taken, how they are typed, and who changes one."""

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client

from .markup import elements
from .people import PASSWORD, make_person, with_password

pytestmark = pytest.mark.django_db

CHANGE = "/admin/password_change/"
LONG = "é ü 中 🔑 zzzz " * 20 + "the end "  # 268 characters; a space at the end


def change(client, old: str, new: str):
    return client.post(CHANGE, {"old_password": old, "new_password1": new, "new_password2": new})


def opens(password: str) -> bool:
    login = {"username": "claire", "password": password}
    return Client().post("/admin/login/", login).status_code == 302


def is_refused(password: str) -> bool:
    try:
        validate_password(password, User(username="claire.martin", first_name="Claire"))
    except ValidationError:
        return True
    return False


def test_whoever_is_logged_in_changes_their_own_password_and_must_know_it():
    client = with_password(make_person("Editors"))
    new = "une autre phrase assez longue"

    assert change(client, "wrong", new).status_code == 200
    assert (opens(PASSWORD), opens(new)) == (True, False)
    assert change(client, PASSWORD, new)["Location"] == f"{CHANGE}done/"
    assert (opens(PASSWORD), opens(new)) == (False, True)


@pytest.mark.parametrize(
    "password", [LONG, "toutenminuscules", "8402736195027461", "(){}[]<>'\";,:!?$"]
)
def test_a_password_of_any_length_and_composition_is_taken_as_it_was_typed(password):
    client = with_password(make_person("Editors"))

    assert change(client, PASSWORD, password).status_code == 302

    changed = {password[:-1], password.strip() + "x", password.swapcase()} - {password}
    assert [opens(other) for other in sorted(changed)] == [False] * len(changed)
    assert opens(password)


@pytest.mark.parametrize(
    "password",
    [
        "quatorze-car.x",  # one character short
        "1q2w3e4r5t6y7u8i",
        "1Q2W3E4R5T6Y7U8I",
        "passwordpassword",
        "Password123456789",
        "motdepassemotdepasse",
        "qwertyuiopasdfghjkl",
        "azertyuiop123456",
        "iloveyouforeverprincess",
        "123123123123123123123123",
        "111111111111111111",
        "claire.martin.1",
    ],
)
def test_a_password_that_many_choose_is_refused(password):
    assert is_refused(password)


@pytest.mark.parametrize(
    "password",
    [PASSWORD, "correcthorsebatterystaple", "cheval-agrafe-pile", "Xq7!mV2#pL9@tR4"],
)
def test_a_password_of_several_words_of_ones_own_is_taken(password):
    assert not is_refused(password)


def test_every_common_password_that_is_long_enough_and_every_pair_is_refused():
    from clinic_site.people.passwords import CommonPasswordValidator

    common = sorted(CommonPasswordValidator().passwords)
    some = common[::40]
    long_enough = [word for word in common if len(word) >= 15]
    long_enough += [a + b for a, b in zip(some, reversed(some), strict=True) if len(a + b) >= 15]

    assert len(long_enough) > 150
    assert [password for password in long_enough if not is_refused(password)] == []


def test_password_fields_hide_what_is_typed_and_let_password_managers_fill_them_in(admin_client):
    pages = ["/admin/auth/user/add/", CHANGE]
    found = [
        (field.attributes["name"], field.attributes["type"], field.attributes["autocomplete"])
        for page in [Client().get("/admin/login/"), *map(admin_client.get, pages)]
        for field in elements(page.text, "input")
        if "password" in field.attributes.get("name", "") and field.attributes["type"] != "radio"
    ]

    assert found == [
        ("password", "password", "current-password"),
        ("password1", "password", "new-password"),
        ("password2", "password", "new-password"),
        ("old_password", "password", "current-password"),
        ("new_password1", "password", "new-password"),
        ("new_password2", "password", "new-password"),
    ]


def test_a_new_site_has_no_account(transactional_db):
    call_command("migrate", verbosity=0)
    call_command("first_content", verbosity=0)

    assert User.objects.count() == 0
