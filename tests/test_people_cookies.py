"""The keys of sessions, and the cookies that hold them."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from clinic_site import settings as production

from .people import PASSWORD, make_person, with_password

pytestmark = pytest.mark.usefixtures("edition", "contexts")

SESSION = "sessionid"
LOGIN = {"username": "claire", "password": PASSWORD}


def test_a_login_gives_a_new_key_that_ends_with_the_logout():
    make_person("Editors")
    client = Client()
    client.cookies[SESSION] = chosen = "chosenbyastranger0123456789abcde"
    client.post("/admin/login/", LOGIN)
    first = client.cookies[SESSION].value

    client.post("/admin/login/", LOGIN)
    second = client.cookies[SESSION].value
    client.post("/admin/logout/")
    late = Client()
    late.cookies[SESSION] = second

    assert len({chosen, first, second}) == 3
    assert {len(first), len(second)} == {32}  # of 36 letters and digits: 165 bits
    assert late.get("/admin/").status_code == 302
    assert not Session.objects.filter(pk__in=[chosen, first, second]).exists()


def test_over_https_each_cookie_is_secure_and_its_name_says_so(settings):
    for name in ("SESSION", "CSRF", "MESSAGE", "LANGUAGE"):
        for part in ("NAME", "SECURE"):
            key = f"{name}_COOKIE_{part}"
            if hasattr(production, key):
                setattr(settings, key, getattr(production, key))
    client = with_password(make_person("Editors"))
    client.post("/admin/language/", {"language": "en"})
    form = client.get("/admin/procedures/term/add/").context["adminform"].form
    values = dict.fromkeys(form.fields, "Word") | {"key": "word"}
    client.post("/admin/procedures/term/add/", values)
    client.get("/fr/contact/")

    found = {
        name: (bool(c["secure"]), c["httponly"], c["path"]) for name, c in client.cookies.items()
    }

    assert found == {
        "__Host-sessionid": (True, True, "/"),
        "__Host-csrftoken": (True, True, "/"),
        "__Host-messages": (True, True, "/"),
        "__Secure-language": (True, True, "/admin/"),
    }
