"""Machines and relays die as in a power cut while patients read and write."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from .balanced_site import Balancer, balanced_site
from .mail_faults import WELL, Mode, mail_server_that_may_fail
from .relay_process import Visitor, age_claims, is_all_sent, to_be_delivered
from .site_process import wait_until
from .site_template import ON_POSTGRESQL

pytestmark = pytest.mark.skipif(not ON_POSTGRESQL, reason="several machines share a PostgreSQL")

FORMS = 30
UNHURRIED = Mode(seconds=0.03)  # of seven answers a message: a relay dies amid one


def is_thanked(visitor: Visitor) -> bool:
    """As people do: who is not thanked sends the form again."""
    return visitor.is_answered() and visitor.answer.status == 302


def write(visitor: Visitor) -> None:
    wait_until(lambda: is_thanked(visitor), seconds=60)


def thanked(visitors: list[Visitor]) -> int:
    return sum(visitor.answer is not None for visitor in visitors)


def is_asked_again(site: Balancer, node) -> bool:
    site.get("/fr/nowhere/")
    return any(line["path"] == "/fr/nowhere/" for line in node.faults)


def test_no_visit_fails_and_no_enquiry_is_lost_or_sent_under_two_names(tmp_path):
    with (
        mail_server_that_may_fail() as mail,
        balanced_site(EMAIL_URL=f"smtp://127.0.0.1:{mail.port}") as site,
        ThreadPoolExecutor(3) as pool,
    ):
        mail.become(UNHURRIED)
        first, second = site.nodes
        visitors = [Visitor(site.seen_from(f"127.0.2.{n}")) for n in range(1, FORMS + 1)]
        with site.visits() as visits:
            writers = [pool.submit(write, visitor) for visitor in visitors]
            wait_until(lambda: thanked(visitors) >= 8 and len(mail.delivered) > 3, seconds=30)
            first.die()
            wait_until(visits.more_than(30), seconds=30)
            first.begin_all()
            wait_until(partial(is_asked_again, site, first), seconds=15)
            second.kill_relay()
            wait_until(visits.more_than(10), seconds=30)
            second.die()
            wait_until(visits.more_than(30), seconds=30)
            for writer in writers:
                writer.result()
        age_claims(first)
        mail.become(WELL)
        wait_until(partial(is_all_sent, first), seconds=30)
        stored = first.database.sql("SELECT email FROM contact_enquiry")
        expected = to_be_delivered(first, *visitors)

    assert visits.statuses == {200}
    assert len(visits.broken) <= 6  # each of three visitors may have been reading at each death
    assert sorted(email for (email,) in stored) == sorted(visitor.email for visitor in visitors)
    assert Counter(to for to, _message_id in expected) == {
        "practice@clinic.example": FORMS,
        **{visitor.email: 1 for visitor in visitors},
    }
    assert set(mail.delivered) == set(expected)
    # Only what a relay held when it died may have come twice, under the same Message-ID.
    assert len(mail.delivered) - len(expected) <= 2
