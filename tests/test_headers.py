"""What browsers and caches are told with each page."""

import re

import pytest

from .site_pages import ADDRESSES, CONTACT

pytestmark = pytest.mark.usefixtures("first_content")

SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": (
        "browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    ),
}
CONTENT_POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
FRAMES = "X-Frame-Options"


def policy(response) -> set[str]:
    return {part.strip() for part in response.headers["Content-Security-Policy"].split(";")}


@pytest.mark.parametrize(
    "address", ["/fr/", CONTACT[1], "/fr/rien/", "/sitemap.xml", "/robots.txt"]
)
def test_pages_and_errors_carry_the_security_headers(client, address):
    response = client.get(address)

    assert {name: response.headers.get(name) for name in SECURITY} == SECURITY
    assert policy(response) == CONTENT_POLICY


@pytest.mark.parametrize("address", ["/", "/static/css/site.css"])
def test_what_holds_no_page_carries_them_too_its_policy_forbidding_frames(client, address):
    response = client.get(address)

    headers = {name: response.headers.get(name) for name in SECURITY if name != FRAMES}
    assert headers == {name: value for name, value in SECURITY.items() if name != FRAMES}
    assert policy(response) == CONTENT_POLICY


def test_the_admin_allows_what_stands_in_its_pages_by_a_number_used_once(client):
    first, second = client.get("/admin/login/"), client.get("/admin/login/")

    assert {name: first.headers.get(name) for name in SECURITY} == SECURITY
    assert {re.sub(r" 'nonce-[^']{20,}'", "", part) for part in policy(first)} == CONTENT_POLICY
    assert policy(first) != policy(second) or policy(first) == CONTENT_POLICY


def test_over_https_browsers_are_told_to_stay_there(client):
    response = client.get("/fr/", secure=True)

    assert response["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"


def test_plain_http_is_sent_to_https_but_for_the_health_check(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    response = client.get("/fr/glossaire/?a=b")

    assert (response.status_code, response["Location"]) == (
        301,
        "https://testserver/fr/glossaire/?a=b",
    )
    assert client.get("/healthz").status_code == 200


def test_no_page_sets_a_cookie_but_the_one_with_the_form(client):
    cookies = {address: list(client.get(address).cookies) for address in ADDRESSES}

    assert cookies == {
        address: ["csrftoken"] if address in CONTACT else [] for address in ADDRESSES
    }


def test_the_form_s_cookie_is_kept_from_scripts_and_other_sites(client):
    cookie = client.get("/fr/contact/").cookies["csrftoken"]

    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")


def test_pages_are_the_same_for_all_visitors_so_that_any_cache_can_hold_them(client):
    varies = {address: client.get(address).headers["Vary"] for address in ADDRESSES}

    assert varies == {
        address: "Cookie, Accept-Encoding" if address in CONTACT else "Accept-Encoding"
        for address in ADDRESSES
    }


def test_a_page_that_has_not_changed_is_not_sent_again(client):
    first = client.get("/fr/glossaire/")

    again = client.get("/fr/glossaire/", headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_pages_travel_compressed(client):
    plain = client.get("/fr/interventions/lifting-des-cuisses/")
    compressed = client.get(
        "/fr/interventions/lifting-des-cuisses/", headers={"accept-encoding": "gzip"}
    )

    assert compressed["Content-Encoding"] == "gzip"
    assert len(compressed.content) < len(plain.content) / 3


@pytest.mark.parametrize("address", [*ADDRESSES, "/robots.txt", "/sitemap.xml", "/fr/rien/", "/x"])
def test_no_page_tells_where_the_admin_is(client, address):
    response = client.get(address)

    assert "admin" not in response.text + str(response.headers)
