"""Web workers and the relay die at random moments while visitors write."""

import os
import random
import signal
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path

from .mail_faults import WELL, MailServer, Mode, mail_server_that_may_fail
from .relay_process import (
    Visitor,
    age_claims,
    is_all_sent,
    relay_of,
    site_that_sends_to,
    to_be_delivered,
)
from .site_process import Site, wait_until

FORMS = 40
WORKERS_KILLED = 5
RELAYS_KILLED = 4
SEED = 5  # two relays die between the arrival of a message and their note of it
UNHURRIED = Mode(seconds=0.05)  # of seven answers a message: a relay dies amid one


def write(visitor: Visitor) -> None:
    """As people do: who gets no answer sends the form again."""
    wait_until(visitor.is_answered, seconds=60)


def answered(visitors: list[Visitor]) -> int:
    return sum(visitor.answer is not None for visitor in visitors)


def kill_workers(site: Site, visitors: list[Visitor], chance: random.Random) -> None:
    """Each a moment after a number of visitors have been answered."""
    children = Path(f"/proc/{site.server.pid}/task/{site.server.pid}/children")
    for count in sorted(chance.sample(range(FORMS - 5), WORKERS_KILLED)):
        wait_until(lambda count=count: answered(visitors) >= count, seconds=60)
        time.sleep(chance.uniform(0, 0.05))
        wait_until(children.read_text)
        with suppress(ProcessLookupError):
            os.kill(int(chance.choice(children.read_text().split())), signal.SIGKILL)


def kill_relays(site: Site, mail: MailServer, chance: random.Random) -> None:
    """Each when the mail server has given it a number of answers."""
    for _relay in range(RELAYS_KILLED):
        last = mail.answers + chance.randint(1, 20)
        with relay_of(site):
            wait_until(lambda last=last: mail.answers >= last, seconds=60)


def test_every_enquiry_that_was_answered_is_delivered_and_none_under_two_names(tmp_path):
    with (
        mail_server_that_may_fail() as mail,
        site_that_sends_to(mail, tmp_path) as site,
    ):
        mail.become(UNHURRIED)
        visitors = [Visitor(site) for _form in range(FORMS)]
        with ThreadPoolExecutor(6) as pool:
            killers = [
                pool.submit(kill_workers, site, visitors, random.Random(SEED)),
                pool.submit(kill_relays, site, mail, random.Random(SEED)),
            ]
            list(pool.map(write, visitors))
            for killer in killers:
                killer.result()
        age_claims(site)
        mail.become(WELL)
        with relay_of(site):
            wait_until(partial(is_all_sent, site), seconds=30)
        stored = site.database.sql("SELECT email FROM contact_enquiry")
        expected = to_be_delivered(site, *visitors)

    assert [visitor.answer.status for visitor in visitors] == [302] * FORMS
    assert sorted(email for (email,) in stored) == sorted(visitor.email for visitor in visitors)
    assert Counter(to for to, _message_id in expected) == {
        "practice@clinic.example": FORMS,
        **{visitor.email: 1 for visitor in visitors},
    }
    assert set(mail.delivered) == set(expected)
    # Only what a relay held when it died may have come twice, under the same Message-ID.
    assert len(mail.delivered) - len(expected) <= RELAYS_KILLED
