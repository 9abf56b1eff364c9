"""What caches are told with each page, and what a page leaves behind."""

import pytest

from .site_pages import ADDRESSES, CONTACT

pytestmark = pytest.mark.usefixtures("first_content")


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
