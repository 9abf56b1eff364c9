"""Two machines behind a balancer answer as one machine does."""

import pytest

from clinic_site.security_headers import security_headers

from .balanced_site import VISITED, Machine, balanced_site
from .relay_process import Visitor
from .shipped_nginx import HOST
from .site_pages import CONTACT, PROCEDURE
from .site_process import wait_until
from .site_template import ON_POSTGRESQL

pytestmark = pytest.mark.skipif(not ON_POSTGRESQL, reason="several machines share a PostgreSQL")

# Another each time, or of the connection alone.
CHANGING = {"Date", "Expires", "Connection", "Transfer-Encoding", "Set-Cookie"}
HEADERS = security_headers(is_secure=True)


@pytest.fixture(scope="module")
def site():
    with balanced_site() as site:
        for node in site.nodes:
            wait_until((node.copies / "current").is_dir)
        yield site


def told(machine, path: str):
    answer = machine.get(path, **{"Accept-Encoding": "br"})
    headers = [header for header in answer.headers.items() if header[0] not in CHANGING]
    is_personal = "Set-Cookie" in answer.headers
    return answer.status, sorted(headers), b"" if is_personal else answer.content


def test_visitors_are_told_what_each_node_says_word_for_word(site):
    """The tags of files too: who has a page from one node need not load it from the other."""
    paths = [*site.nodes[0].pages(1), CONTACT[0], "/fr/nowhere/", "/errors/"]

    said = {path: told(site, path) for path in paths}

    assert len(paths) > 20
    for node in site.nodes:
        assert {path: told(node, path) for path in paths} == said


def faults_at(path: str, *machines: Machine) -> set[tuple[str, str, str]]:
    """What these have noted of addresses that begin so."""
    return {
        (line["path"], line["network"], line["request"])
        for machine in machines
        for line in machine.faults
        if line["path"].startswith(path)
    }


def test_a_node_knows_who_asks_and_a_visitor_cannot_say_who(site):
    """Behind 127.0.0.1, the balancer, and from nowhere else."""
    forged = {"X-Forwarded-For": "192.0.2.9", "X-Request-ID": "a" * 32}
    visitors = [Visitor(site.seen_from(f"127.0.3.{number}")) for number in (1, 1, 2)]
    node = site.nodes[0]

    for visitor in visitors:
        visitor.open()
        assert visitor.send().status == 302
    for number in range(4):
        site.seen_from("127.0.4.1").get(f"/fr/nowhere-{number}/?a=b", **forged)
    from_balancer = node.get("/readyz", **forged)
    from_elsewhere = node.seen_from("127.0.0.9").get("/readyz", **forged)

    senders = site.nodes[0].database.sql(
        "SELECT count(*) FROM contact_sender GROUP BY sender_hash ORDER BY 1"
    )
    assert senders == [(1,), (2,)]
    # Only a visitor on the machine itself is told more than that.
    assert from_balancer.content == b"ready\n"
    assert from_elsewhere.content.startswith(b"ready\nok edition")
    noted = faults_at("/fr/nowhere-", *site.nodes)
    assert noted == faults_at("/fr/nowhere-", site)
    assert {(path, network) for path, network, _request in noted} == {
        (f"/fr/nowhere-{number}/", "127.0.4.0") for number in range(4)
    }
    assert "a" * 32 not in {request for _path, _network, request in noted}


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [(CONTACT[1], 70_000, 413), (CONTACT[1], 60_000, 403), ("/admin/login/", 70_000, 403)],
)
def test_a_body_may_be_as_large_as_on_one_machine(site, path, size, status):
    request = f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: {size}\r\n"
    request += "Content-Type: application/x-www-form-urlencoded\r\n\r\n"

    answer = site.say(request.encode() + (b"a" * size if status == 403 else b""))

    assert answer.status == status
    assert answer.headers.get_all("X-Frame-Options") == ["DENY"]


def test_what_one_node_has_not_got_yet_is_fetched_from_the_other(site):
    """As a picture of an edition that was published this very second."""
    static = site.nodes[1].copies / "current/pages/static"
    (static / "new.css").write_text("p {}")

    answers = [site.get("/static/new.css") for _number in range(6)]
    missing = site.get("/static/nowhere.css")

    assert {(answer.status, answer.content) for answer in answers} == {(200, b"p {}")}
    assert missing.status == 404


def test_what_is_published_on_one_node_both_serve_within_two_seconds(site):
    with site.visits() as visits:
        wait_until(visits.more_than(10))
        site.nodes[0].manage("publish")
        wait_until(
            lambda: [node.get(path).edition for node in site.nodes for path in VISITED] == [2] * 8,
            seconds=2,
        )

    assert (visits.statuses, visits.broken) == ({200}, [])
    assert {answer.edition for answer in visits.answers} == {1, 2}
    assert site.get(PROCEDURE[0]).edition == 2


def test_when_no_node_is_there_visitors_are_asked_to_come_again(site):
    for node in site.nodes:
        node.close()
    try:
        answer = site.get("/en/")
    finally:
        for node in site.nodes:
            node.open()
    again = site.get("/en/")

    assert answer.status == 502
    assert b'<html lang="en">' in answer.content
    assert {name: answer.headers.get_all(name) for name in HEADERS} == {
        name: [value] for name, value in HEADERS.items()
    }
    assert again.status == 200  # at once, not five seconds later
