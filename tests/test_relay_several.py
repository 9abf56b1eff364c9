"""Relays on several machines share one outbox."""

import re
from concurrent.futures import ThreadPoolExecutor

from .mail_faults import Mode, mail_server_that_may_fail
from .relay_process import messages, sent_form, site_that_sends_to, to_be_delivered

FORMS = 15


def test_two_relays_at_once_send_each_message_once(tmp_path):
    with (
        mail_server_that_may_fail() as mail,
        # Until both relays are there: one may start long after the other.
        site_that_sends_to(mail, tmp_path, EMAIL_TIMEOUT="60") as site,
    ):
        with ThreadPoolExecutor(4) as pool:
            visitors = list(pool.map(sent_form, [site] * FORMS))
        lines_without_relay = len(mail.lines)
        mail.become(Mode(lines=2))
        relays = [site.begin("relay", "--once") for _relay in range(2)]
        said = "".join(relay.communicate()[0] for relay in relays)
        expected = to_be_delivered(site, *visitors)
        attempts = messages(site, "attempts", *visitors)

    assert lines_without_relay == 0  # the web server never talks to the mail server
    assert len(expected) == 2 * FORMS
    assert sorted(mail.delivered) == sorted(expected)
    assert attempts == [(1,)] * len(expected)
    tried = [int(number) for number in re.findall(r"^Messages tried: (\d+)\.$", said, re.M)]
    assert (sum(tried), min(tried) > 0, len(tried)) == (len(expected), True, 2)
