"""What a visitor sees when something goes wrong: their language, the right status, a way home."""

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils.translation import gettext, override

from .markup import elements, text_of
from .site_pages import in_both_languages

pytestmark = pytest.mark.usefixtures("first_content")

TITLES = {
    400: "We could not read this request",
    403: "We could not accept this form",
    404: "This page does not exist",
    500: "Something went wrong on our side",
    503: "Something went wrong on our side",
}


def title(status: int, language: str) -> str:
    with override(language):
        return gettext(TITLES[status])


def is_error_page(response, status: int, language: str) -> bool:
    html = response.content.decode()
    home = [link.attributes["href"] for link in elements(html, "a")]
    assert response.status_code == status
    assert text_of(html, "h1") == title(status, language)
    assert elements(html, "html")[0].attributes == {"lang": language}
    assert f"/{language}/" in home
    assert '<meta name="robots" content="noindex">' in html
    assert [
        e for e in elements(html, "link") if e.attributes["rel"] in ("canonical", "alternate")
    ] == []
    return True


def test_the_titles_are_translated():
    assert [status for status in TITLES if title(status, "fr") == title(status, "en")] == []


@in_both_languages
def test_a_page_that_does_not_exist(client, language):
    assert is_error_page(client.get(f"/{language}/nothing/"), 404, language)


@pytest.mark.parametrize("path", ["procedures/nothing/", "procedures/lifting-des-cuisses/"])
def test_a_procedure_that_does_not_exist(client, path):
    assert is_error_page(client.get(f"/en/{path}"), 404, "en")


@pytest.mark.parametrize(
    ("accept_language", "language"), [("fr", "fr"), ("en", "en"), ("de", "fr"), ("", "fr")]
)
def test_an_address_without_language_is_answered_in_the_visitor_s(
    client, accept_language, language
):
    response = client.get("/wp-login.php", headers={"accept-language": accept_language})

    assert is_error_page(response, 404, language)


@in_both_languages
def test_the_address_decides_the_language_and_not_the_browser(client, language):
    other = {"fr": "en", "en": "fr"}[language]

    response = client.get(f"/{language}/nothing/", headers={"accept-language": other})

    assert is_error_page(response, 404, language)


@in_both_languages
def test_a_form_sent_without_its_cookie(language):
    response = Client(enforce_csrf_checks=True).post(f"/{language}/contact/", {"name": "Zoé"})

    assert is_error_page(response, 403, language)


@in_both_languages
def test_a_request_to_a_host_that_is_not_ours(client, language):
    response = client.get(f"/{language}/", headers={"host": "evil.example"})

    assert is_error_page(response, 400, language)
    assert b"evil.example" not in response.content


@pytest.mark.parametrize("charset", ["utf-16", "utf-32", "rot13", "undefined"])
@in_both_languages
def test_a_form_in_a_charset_that_nobody_sends(client, language, charset):
    response = client.generic(
        "POST",
        f"/{language}/contact/",
        "name=x".encode("utf-16"),
        content_type=f"application/x-www-form-urlencoded; charset={charset}",
    )

    assert is_error_page(response, 400, language)


@in_both_languages
def test_a_fault_of_ours_needs_neither_the_database_nor_the_page(
    client, monkeypatch, django_assert_num_queries, language
):
    def fail(*args, **kwargs):
        raise RuntimeError("something is down")

    monkeypatch.setattr("clinic_site.practice.views.get_object_or_404", fail)
    client.raise_request_exception = False

    with django_assert_num_queries(0):
        response = client.get(f"/{language}/")

    assert is_error_page(response, 500, language)
    assert response["Content-Security-Policy"]
    assert "down" not in response.text


def test_what_needs_the_database_says_so_while_it_is_down(client, monkeypatch):
    def fail(*args, **kwargs):
        raise OperationalError("the database is down")

    client.raise_request_exception = False

    with monkeypatch.context() as patch:
        patch.setattr("django.db.backends.utils.CursorWrapper.execute", fail)
        responses = [client.get("/en/procedures/thigh-lift/"), client.get("/fr/")]

    assert is_error_page(responses[0], 503, "en")
    assert is_error_page(responses[1], 503, "fr")
    assert {response["Retry-After"] for response in responses} == {"120"}
