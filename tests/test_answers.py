"""What answers say of themselves, and what the site answers nobody."""

import pytest
from django.test import Client

from clinic_site.editions.draft_link import draft_address, new_token

from .people import enter, make_person
from .publish import ask
from .test_security_headers import KINDS, asked

pytestmark = pytest.mark.usefixtures("edition")

LEFT_LYING = [
    *(".git/config", ".git/HEAD", ".gitignore", ".env", "var/env", "var/db.sqlite3", "manage.py"),
    *("clinic_site/settings.py", "requirements.txt", "static/../manage.py", "media/../var/env"),
    *("static/%2e%2e/var/env", "static/", "media/", "editions/1/content/practice.json"),
]


def names_its_encoding(kind: str) -> bool:
    media, _separator, rest = kind.replace('"', "").partition(";")
    is_text = media.startswith("text/") or media.endswith(("/xml", "+xml"))
    return rest.strip().startswith("charset=utf-8") if is_text else bool(media)


@pytest.mark.parametrize("kind", KINDS)
def test_every_answer_with_a_body_says_what_it_is_and_in_which_encoding(kind):
    question, _status = KINDS[kind]

    answer = asked(*question)

    said = answer.headers.get("Content-Type", "")
    assert names_its_encoding(said) or not answer.body, said


def test_old_editions_drafts_and_what_staff_are_answered_say_so_too():
    client = enter(Client(), make_person(is_superuser=True))
    paths = ["editions/1/fr/", "editions/1/static/icon.svg", "editions/1/sitemap.xml"]
    answers = {path: ask(f"/{path}") for path in paths}
    answers["draft"] = ask(draft_address(new_token(), "/fr/"))
    answers |= {
        name: client.get(f"/admin/{name}")
        for name in ("", "session/", "jsi18n/", "two-factor/phone/", "two-factor/phone.svg")
    }

    kinds = {name: answer.headers["Content-Type"] for name, answer in answers.items()}

    assert {name: kind for name, kind in kinds.items() if not names_its_encoding(kind)} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_no_answer_lets_pages_of_other_sites_read_it(kind):
    (path, *rest), _status = KINDS[kind]
    method, body, environ = [*rest, *("GET", b"", {})[len(rest) :]]

    answer = asked(path, method, body, {**environ, "HTTP_ORIGIN": "https://evil.example"})

    assert [name for name in answer.headers if name.startswith("Access-Control-")] == []


@pytest.mark.parametrize("path", LEFT_LYING)
def test_what_lies_beside_the_site_is_served_to_nobody(path):
    assert ask(f"/{path}").status == "404 Not Found"
