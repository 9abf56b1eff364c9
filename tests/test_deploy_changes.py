"""Nobody notices a publication, a reload, a restart, a slow visitor or a Django that is gone."""

import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import pytest

from clinic_site.front import FROM_DISK
from clinic_site.security_headers import security_headers

from .deployed_site import DeployedSite, deployed_site
from .shipped_nginx import HOST
from .site_pages import CONTACT, PROCEDURE
from .site_process import wait_until


@pytest.fixture(scope="module")
def site():
    with deployed_site() as site:
        assert site.get("/healthz").status == 200
        yield site


def is_from_disk(answer) -> bool:
    return bool(FROM_DISK.fullmatch(answer.headers["ETag"]))


@contextmanager
def visits(site: DeployedSite):
    """Visitors who ask for pages and for the form, all the while; the statuses that they saw."""
    is_over, statuses = Event(), []

    def visit() -> None:
        while not is_over.is_set():
            statuses.extend(site.get(path).status for path in (PROCEDURE[0], CONTACT[0]))

    with ThreadPoolExecutor(3) as pool:
        visitors = [pool.submit(visit) for _number in range(3)]
        try:
            yield statuses
        finally:
            is_over.set()
        for visitor in visitors:
            visitor.result()


def more_than(statuses: list[int], number: int):
    seen = len(statuses)
    return lambda: len(statuses) > seen + number


def test_a_new_edition_is_served_at_once_and_nothing_is_reloaded(site):
    wait_until(lambda: is_from_disk(site.get("/fr/")))
    before = site.get("/fr/")
    site.database.sql("UPDATE practice_practice SET name = 'Cabinet 2'")

    site.manage("publish")
    wait_until(lambda: site.get("/fr/").edition == 2, seconds=2)

    after = site.get("/fr/")
    assert is_from_disk(after)
    assert (before.edition, b"Cabinet 2" in before.content) == (1, False)
    assert (after.edition, b"Cabinet 2" in after.content) == (2, True)
    assert site.get("/fr/", **{"If-None-Match": before.headers["ETag"]}).status == 200


def test_a_reload_of_nginx_and_of_gunicorn_fails_no_visit(site):
    with visits(site) as statuses:
        wait_until(more_than(statuses, 5))
        for process in (site.front, site.server):
            process.send_signal(signal.SIGHUP)
            wait_until(more_than(statuses, 30), seconds=20)

    assert set(statuses) == {200}


def test_a_restart_drains_and_who_comes_meanwhile_waits_at_the_socket(site):
    with visits(site) as statuses:
        wait_until(more_than(statuses, 5))
        site.server.send_signal(signal.SIGTERM)
        assert site.server.wait(timeout=30) == 0
        site.start()
        wait_until(more_than(statuses, 10), seconds=20)

    assert set(statuses) == {200}


def test_slow_visitors_keep_no_worker_and_nobody_waiting(site):
    """Three times as many as there are threads: half a form each, and then nothing."""
    head = {
        "Host": HOST,
        "Referer": f"https://{HOST}{CONTACT[0]}",
        "Cookie": f"__Host-csrftoken={'c' * 32}",  # so that Django wants to read the form
        "Content-Type": "application/x-www-form-urlencoded",
        "Content-Length": "5000",
    }
    request = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    request = f"POST {CONTACT[0]} HTTP/1.1\r\n{request}\r\nname="
    lines = [site.line() for _number in range(36)]
    try:
        for line in lines:
            line.sendall(request.encode())
        statuses = [site.get(path).status for path in [*CONTACT, *PROCEDURE] * 3]
    finally:
        for line in lines:
            line.close()

    assert set(statuses) == {200}


def test_who_asks_too_much_of_django_is_told_so_and_goes_on_reading(site):
    """A hundred at once are nobody's fault; here no more are allowed for a minute."""
    seen = []

    def is_refused() -> bool:
        seen.append(site.get("/en/nowhere/"))
        return seen[-1].status == 429

    with site.changed("limits.conf", "rate=20r/s", "rate=1r/m", is_refused):
        page = site.get(PROCEDURE[1])

    refused = next(answer for answer in seen if answer.status == 429)
    assert seen[0].status == 404
    assert (page.status, is_from_disk(page)) == (200, True)
    assert b'<html lang="en">' in refused.content
    for name, value in security_headers(is_secure=True).items():
        assert refused.headers.get_all(name) == [value]


@pytest.mark.parametrize(
    ("path", "browser", "language"),
    [
        ("/fr/contact/", "en", "fr"),
        ("/en/contact/", "fr", "en"),
        ("/admin/", "en-GB, fr;q=0.8", "en"),
        ("/admin/", "", "fr"),
    ],
)
def test_without_django_pages_are_served_and_the_rest_is_excused(stopped, path, browser, language):
    page, excused = stopped.get(PROCEDURE[1]), stopped.get(path, **{"Accept-Language": browser})

    assert (page.status, is_from_disk(page)) == (200, True)
    assert (excused.status, excused.headers["Content-Language"]) == (502, language)
    assert f'<html lang="{language}">'.encode() in excused.content
    for name, value in security_headers(is_secure=True).items():
        assert excused.headers.get_all(name) == [value]


def test_without_django_a_large_picture_is_excused_in_the_same_words(stopped):
    """And not called too large, as it would be for the place where these words lie."""
    excused = stopped.ask("POST", "/admin/", b"x" * 200_000)

    assert (excused.status, excused.headers["Content-Language"]) == (502, "fr")
    assert b'<html lang="fr">' in excused.content


@pytest.fixture(scope="module")
def stopped():
    """A machine on which nobody listens for nginx."""
    with deployed_site() as site:
        wait_until(lambda: site.copies.joinpath("current").exists())
        site.stop()
        site.listener.close()
        yield site
