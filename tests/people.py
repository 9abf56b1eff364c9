"""People of the practice for tests: accounts with a role, logged in as far as they should be."""

import time_machine
from django.contrib.auth.models import Group, User
from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from clinic_site.people.roles import ROLES

PASSWORD = "une phrase assez longue"
CODE, PHONE, CODES = "/admin/two-factor/", "/admin/two-factor/phone/", "/admin/two-factor/codes/"


def make_person(role: str = "", username: str = "claire", **fields) -> User:
    fields = {"is_staff": True, **fields}
    person = User.objects.create_user(username, password=PASSWORD, **fields)
    if role:
        person.groups.add(Group.objects.get(name=role))
    return person


def make_phone(user: User) -> TOTPDevice:
    return TOTPDevice.objects.create(user=user, name="phone")


def code_of(key: str, steps: int = 0) -> str:
    """What the app shows; `steps` of 30 s from now."""
    return f"{totp(bytes.fromhex(key), t0=-30 * steps):06}"


def enter(client: Client, user: User) -> Client:
    """Log `user` in, with the second factor as well."""
    device = TOTPDevice.objects.filter(user=user).first() or make_phone(user)
    client.force_login(user)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    session.save()
    return client


def log_in_by_form(page, served: str, user: User) -> None:
    """As people do: name and password, then the code."""
    device = make_phone(user)
    page.goto(f"{served}/admin/")
    page.fill("[name=username]", user.username)
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")
    page.fill("[name=code]", code_of(device.key))
    page.click(".submit-row [type=submit]")


def client_of(role: str) -> Client:
    if role == "visitor":
        return Client()
    named = {"superuser": {"is_superuser": True}}.get(role, {})
    group = role if role in ROLES else ""
    return enter(Client(), make_person(group, f"is-{role.lower()}", **named))


def with_password(person: User) -> Client:
    client = Client()
    data = {"username": person.username, "password": PASSWORD}
    assert client.post("/admin/login/", data).status_code == 302
    return client


def key_shown(client) -> str:
    client.get(PHONE)
    return client.session["two_factor_key"]


def clock():
    return time_machine.travel("2030-03-01 08:00 +0000", tick=False)


def is_open(client) -> bool:
    return client.get("/admin/").status_code == 200
