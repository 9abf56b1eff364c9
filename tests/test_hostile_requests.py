"""Whatever strangers send: no fault of ours, nothing of theirs in a page, nothing stored."""

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clinic_site.contact.models import Enquiry, Message, Sender
from clinic_site.editions.draft_link import draft_address, new_token

from .hostile import Question, Visitor
from .hostile_cases import HEADERS, METHODS, PATHS
from .hostile_forms import FIELDS, MULTIPART, URLENCODED, bodies
from .publish import publish_now
from .site_pages import CALENDAR, CONTACT, PROCEDURE

FORMS = [CONTACT[0], CALENDAR[1], f"{CALENDAR[0]}plan.ics", "/admin/login/", "/admin/language/"]
FILES = ["/", "/fr/", "/static/css/site.css", "/static/admin/css/base.css", "/healthz"]
FIND = settings(
    max_examples=250,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
IN_HEADERS = st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f")


@pytest.fixture
def visitor(edition, settings):
    """Behind a proxy, so that what strangers say of it could be believed."""
    settings.BEHIND_PROXY = True
    yield Visitor()
    kept = {model.__name__: model.objects.count() for model in (Enquiry, Message, Sender, Session)}
    assert kept == dict.fromkeys(kept, 0)
    assert mail.outbox == []


@pytest.fixture
def old_edition(edition):
    publish_now()


def wrong(visitor: Visitor, questions: dict) -> dict:
    found = {name: visitor.faults(question) for name, question in questions.items()}
    return {name: faults for name, faults in found.items() if faults}


def pages() -> list[str]:
    """One address of each kind."""
    return [*FILES, *FORMS, draft_address(new_token(), "/en/"), "/editions/1/fr/", "/en/nothing/"]


def test_hostile_addresses(visitor, old_edition):
    token = new_token()
    paths = PATHS | {
        f"{ending} with a draft link": draft_address(token, "/") + ending
        for ending in ("fr/%00", "fr/../admin/", "media/pictures/%00.jpg", "en/%ff/", "fr/" * 50)
    }

    assert wrong(visitor, {name: Question(path) for name, path in paths.items()}) == {}
    assert {200, 302, 400, 404} <= set(visitor.asked)


def test_hostile_methods(visitor, old_edition):
    questions = {
        (method, path): Question(path, method, {"Content-Type": URLENCODED}, b"name=x")
        for method in METHODS
        for path in pages()
    }

    assert wrong(visitor, questions) == {}


def test_hostile_headers(visitor):
    questions = {
        (name, value[:60], path): Question(path, "GET", {name: value})
        for name, values in HEADERS.items()
        for value in values
        for path in ("/fr/", CONTACT[0], "/admin/login/", "/static/admin/css/base.css", "/x")
    }

    assert wrong(visitor, questions) == {}
    assert {200, 206, 304, 400, 404} <= set(visitor.asked)


def test_hostile_forms(visitor):
    questions = {
        (name, path): Question(path, "POST", {"Content-Type": kind}, body)
        for name, (kind, body) in bodies().items()
        for path in FORMS
    }

    assert wrong(visitor, questions) == {}
    assert {200, 302, 400} <= set(visitor.asked)


@FIND
@given(pairs=st.lists(st.tuples(st.sampled_from(FIELDS), st.binary(max_size=80)), max_size=20))
@pytest.mark.parametrize("path", [CONTACT[1], CALENDAR[0]])
def test_hostile_fields_that_nobody_thought_of(visitor, path, pairs):
    body = b"&".join(
        name.encode() + b"=" + "".join(f"%{byte:02x}" for byte in value).encode()
        for name, value in pairs
    )

    question = Question(path, "POST", {"Content-Type": URLENCODED}, body)

    assert visitor.faults(question) == []


@FIND
@given(body=st.lists(st.sampled_from([b"--b", b"\r\n", b"--", b'name="name"', b"\0", b";"])))
def test_hostile_parts_that_nobody_thought_of(visitor, body):
    question = Question(CONTACT[0], "POST", {"Content-Type": MULTIPART}, b"".join(body))

    assert visitor.faults(question) == []


@FIND
@given(path=st.binary(max_size=60).map(lambda raw: "/" + "".join(f"%{byte:02x}" for byte in raw)))
def test_hostile_addresses_that_nobody_thought_of(visitor, path):
    assert visitor.faults(Question(path)) == []


@FIND
@given(name=st.sampled_from(sorted(HEADERS)), value=st.text(IN_HEADERS, max_size=60))
@pytest.mark.parametrize("path", [PROCEDURE[0], "/static/admin/css/base.css"])
def test_hostile_headers_that_nobody_thought_of(visitor, path, name, value):
    assert visitor.faults(Question(path, headers={name: value})) == []
