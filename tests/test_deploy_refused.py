"""Whatever is refused is refused by a page of ours, and gunicorn never by one of its own."""

import pytest

from clinic_site.security_headers import security_headers

from .deployed_site import deployed_site
from .shipped_nginx import HOST
from .site_pages import CONTACT

HEADERS = security_headers(is_secure=True)


@pytest.fixture(scope="module")
def site():
    with deployed_site() as site:
        site.get("/healthz")
        yield site


@pytest.mark.parametrize(
    ("request_line", "more", "status", "language"),
    [
        ("GET /fr/%zz HTTP/1.1", "", 400, "fr"),
        ("GET /en/ HTTP/1.1", f"Host: {HOST}\r\nHost: {HOST}\r\n", 400, "en"),
        ("nonsense", "", 400, "fr"),
        ("GET /en/ HTTP/1.1", f"Host: {HOST}\r\nCookie: {'c' * 9000}\r\n", 400, "en"),
        (f"GET /fr/{'a' * 9000} HTTP/1.1", f"Host: {HOST}\r\n", 414, "fr"),
        (f"GET /fr/{'a' * 4080} HTTP/1.1", f"Host: {HOST}\r\n", 414, "fr"),
        (f"GET /fr/{'a' * 4070} HTTP/1.1", f"Host: {HOST}\r\n", 404, "fr"),
        ("GET /en/ HTTP/1.1", f"Host: {HOST}\r\nCookie: {'c' * 4100}\r\n", 400, "en"),
        ("A /en/contact/ HTTP/1.1", f"Host: {HOST}\r\n", 405, "en"),
        ("PUT /en/contact/ HTTP/1.1", f"Host: {HOST}\r\nContent-Length: 0\r\n", 405, "en"),
        ("TRACE /fr/ HTTP/1.1", f"Host: {HOST}\r\n", 405, "fr"),
        ("POST /static/css/site.css HTTP/1.1", f"Host: {HOST}\r\nContent-Length: 0\r\n", 405, "fr"),
        ("POST /en/contact/ HTTP/1.1", f"Host: {HOST}\r\nContent-Length: 99999\r\n", 413, "en"),
        ("GET /fr/ HTTP/1.1", f"Host: {HOST}\r\nTransfer-Encoding: odd\r\n", 501, "fr"),
        ("GET /en/nowhere/ HTTP/1.1", f"Host: {HOST}\r\n", 404, "en"),
    ],
)
def test_a_refusal_is_a_page_of_ours_with_every_header(site, request_line, more, status, language):
    answer = site.say(f"{request_line}\r\n{more}Connection: close\r\n\r\n".encode())

    assert answer.status == status
    assert f'<html lang="{language}"'.encode() in answer.content
    assert {name: answer.headers.get_all(name) for name in HEADERS} == {
        name: [value] for name, value in HEADERS.items()
    }


@pytest.mark.parametrize(
    "more",
    [
        {"X-Forwarded-Ssl": "off"},
        {"X-Forwarded-Protocol": "http"},
        {"X-Forwarded-Proto": "http"},
        {"X-Forwarded-Host": "evil.example"},
        {f"X-{number}": "1" for number in range(300)},
    ],
)
def test_what_a_visitor_adds_does_not_keep_it_from_the_form(site, more):
    answer = site.get(CONTACT[1], **more)

    assert answer.status == 200
    assert {name: answer.headers.get_all(name) for name in HEADERS} == {
        name: [value] for name, value in HEADERS.items()
    }
