"""What visitors are answered with: the files of the current edition."""

import gzip

import brotli
import pytest
from django.test import Client

from clinic_site.editions.serving import current

from .publish import ask, publish_now
from .site_pages import ADDRESSES, CONTACT, language_of

PRINTED = [address for address in ADDRESSES if address not in CONTACT]
PAGE = "/fr/glossaire/"
CACHE = "public, max-age=0, s-maxage=60, stale-if-error=86400"


@pytest.fixture(autouse=True)
def _published(edition):
    pass


def test_a_printed_page_is_answered_without_a_query_or_a_cookie(django_assert_num_queries):
    with django_assert_num_queries(0):
        answers = {path: ask(path) for path in PRINTED}

    assert {
        path: (answer.status, answer.headers["Content-Type"], answer.headers["Content-Language"])
        for path, answer in answers.items()
    } == {path: ("200 OK", 'text/html; charset="utf-8"', language_of(path)) for path in PRINTED}
    assert not any("Set-Cookie" in answer.headers for answer in answers.values())


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/manifest.webmanifest", "application/manifest+json"),
        ("/robots.txt", 'text/plain; charset="utf-8"'),
        ("/static/css/site.css", 'text/css; charset="utf-8"'),
        ("/static/fonts/eb-garamond-500.woff2", "font/woff2"),
    ],
)
def test_the_files_beside_the_pages_are_served_with_them(path, kind):
    answer = ask(path)

    assert (answer.status, answer.headers["Content-Type"]) == ("200 OK", kind)


def test_what_is_printed_is_what_the_view_says(client):
    client.dates = current.content.dates

    assert ask(PAGE).body == client.get(PAGE).content


@pytest.mark.parametrize(
    ("accepted", "sent", "unpack"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("", None, bytes),
        ("zstd", None, bytes),
    ],
)
def test_a_page_travels_in_the_best_encoding_that_the_browser_takes(accepted, sent, unpack):
    answer = ask(PAGE, HTTP_ACCEPT_ENCODING=accepted)

    assert answer.headers.get("Content-Encoding") == sent
    assert answer.headers["Content-Length"] == str(len(answer.body))
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert unpack(answer.body) == ask(PAGE).body


@pytest.mark.parametrize("tag", ["{}", "W/{}", '"other", {}', '"other", W/{}', "*"])
def test_a_page_that_has_not_changed_is_not_sent_again(tag):
    etag = ask(PAGE).headers["ETag"]

    answer = ask(PAGE, HTTP_IF_NONE_MATCH=tag.format(etag))

    assert (answer.status, answer.body) == ("304 Not Modified", b"")
    assert (answer.headers["ETag"], answer.headers["Cache-Control"]) == (etag, CACHE)


def test_a_page_that_has_changed_is_sent():
    assert ask(PAGE, HTTP_IF_NONE_MATCH='"other"').status == "200 OK"


def test_a_page_of_the_next_edition_is_sent_to_who_has_that_of_the_last(edition):
    before = ask(PAGE)

    publish_now()

    after = ask(PAGE, HTTP_IF_NONE_MATCH=before.headers["ETag"])
    assert (after.status, after.headers["ETag"] == before.headers["ETag"]) == ("200 OK", False)


def test_head_tells_the_same_without_the_page():
    got, asked = ask(PAGE), ask(PAGE, "HEAD")

    assert (asked.status, asked.headers, asked.body) == (got.status, got.headers, b"")


def test_a_browser_asks_each_time_and_a_shared_cache_once_a_minute():
    assert ask(PAGE).headers["Cache-Control"] == CACHE


def test_a_printed_page_carries_the_same_headers_as_any_other(client):
    of_each = {"Content-Length", "Content-Type", "ETag", "Last-Modified", "Cache-Control", "Vary"}
    printed = ask(PAGE).headers
    computed = client.get(PAGE, secure=True).headers

    assert {name: value for name, value in printed.items() if name not in of_each} == {
        name: value for name, value in computed.items() if name not in of_each
    }


def test_over_plain_http_django_redirects(settings):
    settings.SECURE_SSL_REDIRECT = True

    answer = ask(PAGE, **{"wsgi.url_scheme": "http"}, SERVER_PORT="80")

    assert answer.headers["Location"] == "https://testserver" + PAGE


def test_behind_a_proxy_the_proxy_says_whether_the_visit_is_encrypted(settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    statuses = [
        ask(PAGE, **{"wsgi.url_scheme": "http"}, HTTP_X_FORWARDED_PROTO=said).status[:3]
        for said in ("https", "http")
    ]

    assert statuses == ["200", "301"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_a_printed_page_can_only_be_read(method):
    answer = ask(PAGE, method, CONTENT_LENGTH="0")

    assert (answer.status[:3], answer.headers["Allow"]) == ("405", "GET, HEAD")


@pytest.mark.parametrize("path", ["/fr", "/fr/index.html", "/fr/glossaire", "/content/site.json"])
def test_the_edition_has_no_other_addresses(path):
    assert ask(path).status[:3] in ("301", "404")


def test_a_stale_session_gets_the_same_file_from_django():
    response = Client(headers={"cookie": "sessionid=stale"}).get(PAGE)

    assert (response.status_code, response.content) == (200, ask(PAGE).body)
