"""The database gone, corrupt, locked or read-only: patients read on, and nothing typed is lost."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest

from .contact_page import FORM, SENT, Elements, typed
from .site_pages import ADDRESSES, PROCEDURE
from .site_process import Answer, Site, new_site, wait_until
from .site_template import ON_POSTGRESQL, on_server

PUBLIC = [*ADDRESSES, "/sitemap.xml", "/robots.txt", "/manifest.webmanifest"]
STREET = "10 rue de la Terrasse"  # the practice's, in the first content


@contextmanager
def gone(site: Site) -> Iterator[None]:
    if ON_POSTGRESQL:
        on_server(f"ALTER DATABASE {site.database.name} ALLOW_CONNECTIONS false")
        yield
        on_server(f"ALTER DATABASE {site.database.name} ALLOW_CONNECTIONS true")
        return
    file = Path(site.database.name)
    away = file.rename(file.with_name("away"))
    yield
    away.rename(file)


@contextmanager
def corrupt(site: Site) -> Iterator[None]:
    with gone(site):
        Path(site.database.name).write_bytes(b"no database " * 10_000)
        yield


@contextmanager
def locked(site: Site) -> Iterator[None]:
    with closing(sqlite3.connect(site.database.name, isolation_level=None)) as connection:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")  # no reader either
        connection.execute("BEGIN EXCLUSIVE")
        yield


@contextmanager
def read_only(site: Site) -> Iterator[None]:
    if ON_POSTGRESQL:
        setting = f"ALTER DATABASE {site.database.name} SET default_transaction_read_only ="
        on_server(f"{setting} on")
        yield
        on_server(f"{setting} off")
        return
    # To root every file is writable. But SQLite writes to no file of a format that it does
    # not know: sqlite.org/fileformat2.html, 1.3.3.
    site.database.sql("PRAGMA wal_checkpoint(TRUNCATE)")
    with open(site.database.name, "r+b") as file:
        os.pwrite(file.fileno(), b"\x03", 18)
        yield
        os.pwrite(file.fileno(), b"\x02", 18)


TROUBLES = [gone, read_only] if ON_POSTGRESQL else [gone, corrupt, read_only]


def send(site: Site, language: str) -> Answer:
    """The answer to a form that is filled in and sent."""
    page = site.get(FORM[language])
    token = Elements(page).first(name="csrfmiddlewaretoken")["value"]
    headers = {
        "Cookie": page.headers["Set-Cookie"].partition(";")[0],
        "Content-Type": "application/x-www-form-urlencoded",
    }
    body = urlencode(typed(csrfmiddlewaretoken=token))
    return site.ask("POST", FORM[language], body, headers)


def assert_pages_are_read(site: Site, pages: dict[str, bytes]) -> None:
    assert {path: site.get(path).status for path in PUBLIC} == dict.fromkeys(PUBLIC, 200)
    assert site.serves(pages)


def assert_form_says_what_to_do(site: Site) -> None:
    for language in FORM:
        answer = send(site, language)
        page = Elements(answer)
        assert (answer.status, page.first(tag="html")["lang"]) == (503, language)
        assert page.values() == typed()
        assert STREET in page.first(role="alert")["text"]


def assert_all_is_well(site: Site) -> None:
    for language in FORM:
        answer = send(site, language)
        assert (answer.status, answer.headers["Location"]) == (302, SENT[language])
    stored = site.database.sql("SELECT language, message FROM contact_enquiry ORDER BY id")
    assert stored == [(language, typed()["message"]) for language in FORM]
    site.manage("publish")
    wait_until(lambda: site.serves(site.pages(2)))


@pytest.mark.parametrize("trouble", TROUBLES)
def test_without_its_database_the_site_is_read_and_the_form_says_what_to_do(tmp_path, trouble):
    with new_site(tmp_path) as site:
        pages = site.pages(1)
        with trouble(site):
            assert_pages_are_read(site, pages)
            assert_form_says_what_to_do(site)
            site.stop()
            site.start()
            assert_pages_are_read(site, pages)
            assert_form_says_what_to_do(site)
        assert_all_is_well(site)


@pytest.mark.skipif(ON_POSTGRESQL, reason="only SQLite's readers can be kept waiting")
def test_while_the_database_is_locked_nobody_waits_to_read(tmp_path):
    with new_site(tmp_path) as site:
        pages = site.pages(1)
        with locked(site):
            assert_pages_are_read(site, pages)
            site.stop()
            site.start()
            assert_pages_are_read(site, pages)
            site.stop()
            site.environment["SECONDS_FOR_A_LOCK"] = "1"
            site.start()
            assert_form_says_what_to_do(site)
        assert_all_is_well(site)


def test_a_session_that_is_not_one_reads_the_published_page_even_without_a_database(tmp_path):
    cookies = [f"sessionid={key}" for key in ("x", "x" * 32)]
    with new_site(tmp_path) as site:
        site.database.sql("UPDATE procedures_procedure SET summary_fr = 'Brouillon'")
        published = site.pages(1)[PROCEDURE[0]]

        with_database = [site.get(PROCEDURE[0], Cookie=cookie) for cookie in cookies]
        with gone(site):
            without = [site.get(PROCEDURE[0], Cookie=cookie) for cookie in cookies]

    assert [
        (answer.status, answer.content == published) for answer in [*with_database, *without]
    ] == [(200, True)] * 4
