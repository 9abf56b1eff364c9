"""The same headers on whatever the site answers: pages, files, redirects, faults."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from clinic_site.editions.draft_link import draft_address, new_token
from clinic_site.practice.models import Page

from .people import enter, make_person
from .publish import ask, publish_now
from .site_pages import CALENDAR, CONTACT

pytestmark = pytest.mark.usefixtures("edition")

REFUSED = (
    "accelerometer autoplay bluetooth browsing-topics camera display-capture encrypted-media "
    "fullscreen geolocation gyroscope hid idle-detection local-fonts magnetometer microphone midi "
    "payment picture-in-picture publickey-credentials-get screen-wake-lock serial storage-access "
    "usb web-share xr-spatial-tracking"
)
SHARED = (
    "font-src 'self'; manifest-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in REFUSED.split()),
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
    "Content-Security-Policy": (
        f"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; {SHARED}; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    ),
}
ADMIN = HEADERS | {
    "Content-Security-Policy": (
        f"default-src 'none'; script-src 'self' NONCE; style-src 'self' NONCE; img-src 'self'; "
        f"{SHARED}"
    ),
}
WITHOUT_NONCE = HEADERS | {
    "Content-Security-Policy": ADMIN["Content-Security-Policy"].replace(" NONCE", "")
}
FORM = {"CONTENT_TYPE": "application/x-www-form-urlencoded"}

# What is asked, and the status of the answer.
KINDS = {
    "a page": (("/fr/",), 200),
    "a page asked for by HEAD": (("/en/glossary/", "HEAD"), 200),
    "a page of a stale session": (("/fr/", "GET", b"", {"HTTP_COOKIE": "sessionid=gone"}), 200),
    "a file of the edition": (("/static/css/site.css",), 200),
    "a file beside it": (("/static/admin/css/base.css",), 200),
    "the icon": (("/static/icon.svg",), 200),
    "a file that is gone": (("/static/css/gone.css",), 404),
    "a picture that is gone": (("/media/pictures/gone.jpg",), 404),
    "robots.txt": (("/robots.txt",), 200),
    "sitemap.xml": (("/sitemap.xml",), 200),
    "security.txt": (("/.well-known/security.txt",), 200),
    "health": (("/healthz",), 200),
    "to the language": (("/",), 302),
    "to the icon": (("/favicon.ico",), 302),
    "to the slash": (("/fr",), 301),
    "the form": ((CONTACT[0],), 200),
    "a form without its cookie": ((CONTACT[0], "POST", b"name=x", FORM), 403),
    "a calendar": ((CALENDAR[1], "POST", b"day=2027-06-15", FORM), 200),
    "another host": (("/fr/", "POST", b"", {"HTTP_HOST": "evil.example"}), 400),
    "a charset": (("/fr/", "POST", b"", {"CONTENT_TYPE": "text/plain; charset=rot13"}), 400),
    "a form too large": ((CALENDAR[1], "POST", b"x" * 3_000_000, FORM), 400),
    "nothing there": (("/nothing/",), 404),
    "another method": (("/fr/", "PUT"), 405),
    "a draft link of another": (("/draft/abcdefghijklmnop/fr/",), 404),
}
PERSONAL = {"the form", "a form without its cookie", "a calendar", "another host", "a charset"}
PERSONAL |= {"a form too large", "health", "a draft link of another"}


def told(answer, expected=HEADERS) -> dict[str, str | None]:
    found = {name: answer.headers.get(name) for name in expected}
    policy = found["Content-Security-Policy"] or ""
    found["Content-Security-Policy"] = re.sub(r"'nonce-[\w-]{22}'", "NONCE", policy)
    return found


def asked(path, method="GET", body=b"", environ=None):
    return ask(path, method, body, **{"HTTP_HOST": "testserver", **(environ or {})})


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_answer_carries_all_of_them(kind):
    question, status = KINDS[kind]

    answer = asked(*question)

    assert (int(answer.status[:3]), told(answer)) == (status, HEADERS)
    assert ("no-store" in answer.headers.get("Cache-Control", "")) is (kind in PERSONAL)


def test_a_page_that_has_not_changed_keeps_them():
    tag = asked("/fr/").headers["ETag"]

    answer = asked("/fr/", environ={"HTTP_IF_NONE_MATCH": tag})

    assert (answer.status, answer.body) == ("304 Not Modified", b"")
    # What the browser has keeps the headers that came with it (RFC 9111, 4.3.4).
    assert sorted(answer.headers) == ["Cache-Control", "ETag", "Vary"]


def test_what_leads_to_https_carries_them_but_the_one_that_counts_over_https_only(settings):
    settings.SECURE_SSL_REDIRECT = True

    answer = asked("/fr/", environ={"wsgi.url_scheme": "http", "SERVER_PORT": "80"})

    assert answer.status == "301 Moved Permanently"
    assert told(answer) == HEADERS | {"Strict-Transport-Security": None}


def test_old_editions_and_drafts_carry_them():
    Page.objects.filter(key="glossary").update(title_fr="Autre")
    publish_now()
    draft = draft_address(new_token(), "/fr/")

    answers = [asked(path) for path in ("/editions/1/fr/", "/editions/1/static/icon.svg", draft)]

    assert [answer.status for answer in answers] == ["200 OK"] * 3
    assert [told(answer) for answer in answers] == [
        HEADERS,
        HEADERS,
        HEADERS | {"Referrer-Policy": "no-referrer"},  # the link itself is the key
    ]
    assert [answer.headers["Cache-Control"] for answer in answers] == [
        "no-store",
        "public, max-age=31536000, immutable",
        "no-store",
    ]


def test_a_fault_of_ours_and_a_site_without_edition_carry_them(monkeypatch):
    def fail(*arguments):
        raise RuntimeError("something is down")

    monkeypatch.setattr("clinic_site.contact.views.EnquiryForm", fail)
    fault = asked(CONTACT[0])
    monkeypatch.setattr("clinic_site.editions.serving.current.edition", None)
    closed = asked("/fr/")

    assert [int(answer.status[:3]) for answer in (fault, closed)] == [500, 503]
    assert [told(answer) for answer in (fault, closed)] == [HEADERS, HEADERS]


def test_the_admin_s_own_let_its_scripts_ask_and_two_elements_stand_in_the_page():
    login, again = asked("/admin/login/"), asked("/admin/login/")
    gone, leads = asked("/admin/nothing/"), asked("/admin/")

    assert [told(answer) for answer in (login, gone, leads)] == [
        ADMIN,
        WITHOUT_NONCE,
        WITHOUT_NONCE,
    ]
    assert len({answer.headers["Content-Security-Policy"] for answer in (login, again)}) == 2
    assert ["no-store" in a.headers["Cache-Control"] for a in (login, gone, leads)] == [True] * 3


def test_nothing_that_staff_see_stays_in_a_cache(first_content):
    client = enter(Client(), make_person(is_superuser=True))
    names = ["index", "jsi18n", "contact_enquiry_changelist", "two_factor_picture", "session"]

    answers = {name: client.get(reverse(f"admin:{name}")) for name in names}
    answers["draft"] = client.get("/fr/")
    answers["language"] = client.post("/admin/language/", {"language": "en"})

    assert [
        name for name, answer in answers.items() if "no-store" not in answer["Cache-Control"]
    ] == []


def test_plain_http_on_a_developer_s_machine_promises_no_https(settings):
    settings.HTTPS = False

    answer = asked("/fr/", "PUT")

    assert told(answer) == HEADERS | {"Strict-Transport-Security": None}
