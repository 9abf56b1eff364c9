"""A new version comes to two machines one after the other, and with it another schema."""

import signal
import socket
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import psycopg
import pytest

from . import new_versions
from .balanced_site import Balancer, Node, balanced_site
from .relay_process import Visitor
from .site_process import wait_until
from .site_template import ON_POSTGRESQL

pytestmark = pytest.mark.skipif(not ON_POSTGRESQL, reason="several machines share a PostgreSQL")

WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
COLUMN = "SELECT came_from, count(*) FROM contact_enquiry GROUP BY came_from"


@pytest.fixture(scope="module")
def site():
    with balanced_site(new_versions.install) as site:
        yield site


def write_until(is_over: Event, site: Balancer) -> list[Visitor]:
    """Send one form after another; fewer than the site takes in an hour."""
    visitors = []
    while not is_over.wait(0.2) and len(visitors) < 200:
        visitors.append(Visitor(site.seen_from(f"127.0.2.{len(visitors) + 1}")))
        visitors[-1].open()
        visitors[-1].send()
    return visitors


def upgrade(node: Node, version, *, is_first: bool) -> None:
    """As the guide says; the schema comes with the first machine, and the second finds it."""
    node.close()
    version(node.code)
    if is_first:
        node.manage("migrate", "--verbosity", "0")
    node.server.send_signal(signal.SIGTERM)
    assert node.server.wait(timeout=30) == 0
    node.start()
    node.open()


def test_no_visit_and_no_form_fails_while_a_column_comes_and_goes(site):
    first, second = site.nodes
    is_over = Event()
    with ThreadPoolExecutor(1) as pool, site.visits() as visits:
        writer = pool.submit(write_until, is_over, site)
        try:
            wait_until(visits.more_than(10), seconds=30)
            upgrade(first, new_versions.expand, is_first=True)
            wait_until(lambda: len(first.database.sql(COLUMN)) == 2, seconds=30)
            # Both versions write now; so do the next two.
            upgrade(second, new_versions.expand, is_first=False)
            upgrade(first, new_versions.forget, is_first=False)  # which leaves the schema as it is
            wait_until(visits.more_than(20), seconds=30)
            upgrade(second, new_versions.forget, is_first=False)
            came_from = dict(first.database.sql(COLUMN))
            upgrade(first, new_versions.contract, is_first=True)
            wait_until(visits.more_than(20), seconds=30)
        finally:
            is_over.set()
        visitors = writer.result()

    assert (visits.statuses, visits.broken) == ({200}, [])
    assert Counter(visitor.answer.status for visitor in visitors) == {302: len(visitors)}
    stored = {email for (email,) in first.database.sql("SELECT email FROM contact_enquiry")}
    assert stored >= {visitor.email for visitor in visitors}
    assert set(came_from) == {"website", "new version"}
    with pytest.raises(psycopg.errors.UndefinedColumn):
        first.database.sql(COLUMN)


@contextmanager
def held_up(node: Node):
    """While this lasts no form can be stored."""
    with psycopg.connect(node.database.url) as connection:
        connection.execute("SELECT * FROM practice_practice FOR UPDATE")
        yield


def is_closed(node: Node) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", node.port)) != 0


def test_a_form_that_a_node_is_storing_when_it_is_stopped_is_stored_and_thanked(site):
    node = site.nodes[0]
    visitor = Visitor(node)
    visitor.open()
    with ThreadPoolExecutor(2) as pool:
        with held_up(node):
            answer = pool.submit(visitor.send)
            wait_until(lambda: node.database.sql(WAITING) == [(1,)])
            closing = pool.submit(node.close)
            node.server.send_signal(signal.SIGTERM)
            wait_until(lambda: is_closed(node))
            meanwhile = site.get("/fr/contact/").status
        assert (answer.result().status, closing.result()) == (302, None)
        assert node.server.wait(timeout=30) == 0

    node.start()
    node.open()

    stored = f"SELECT count(*) FROM contact_enquiry WHERE email = '{visitor.email}'"
    assert (meanwhile, node.database.sql(stored)) == (200, [(1,)])
