"""The visitor is thanked and the enquiry arrives, whatever the mail server does."""

from collections import Counter
from functools import partial

import pytest

from .contact_page import SENT
from .mail_faults import (
    CUTTING_AFTER_THE_ANSWER,
    CUTTING_BEFORE_THE_ANSWER,
    DOWN,
    DROPPING_IN_DATA,
    GREYLISTING,
    REFUSING_FOR_EVER,
    REFUSING_FOR_NOW,
    SILENT,
    SLOW,
    UNKNOWN_RECIPIENT,
    WELL,
    mail_server_that_may_fail,
)
from .relay_process import (
    is_all_sent,
    messages,
    relay_of,
    sent_form,
    site_that_sends_to,
    to_be_delivered,
)
from .site_process import wait_until

FAILED = "failed_at IS NOT NULL"


@pytest.fixture(scope="module")
def clinic(tmp_path_factory):
    """A site with its relay, and its mail server."""
    folder = tmp_path_factory.mktemp("clinic")
    with (
        mail_server_that_may_fail() as mail,
        site_that_sends_to(mail, folder, EMAIL_TIMEOUT="2") as site,
        relay_of(site),
    ):
        yield site, mail


def were_tried(site, visitor) -> bool:
    """Whether the relay has tried both messages, and noted what came of it."""
    tried = messages(site, "attempts >= 1 AND claimed_at IS NULL", visitor)
    return [bool(is_tried) for (is_tried,) in tried] == [True, True]


@pytest.mark.parametrize(
    ("mode", "noted", "times"),
    [
        pytest.param(WELL, "", {1}, id="well"),
        pytest.param(DOWN, "ConnectionRefusedError", {1}, id="down"),
        pytest.param(SLOW, "", {1}, id="slow"),
        pytest.param(SILENT, "SMTPServerDisconnected", {1}, id="silent"),
        pytest.param(GREYLISTING, "SMTPRecipientsRefused 451", {1}, id="greylisting"),
        pytest.param(REFUSING_FOR_NOW, "SMTPDataError 451", {1}, id="refusing for now"),
        pytest.param(DROPPING_IN_DATA, "SMTPServerDisconnected", {1}, id="dropping in DATA"),
        # It took the message, and nobody can know: the same Message-ID comes again.
        pytest.param(
            CUTTING_BEFORE_THE_ANSWER, "SMTPServerDisconnected", {2}, id="cutting before 250"
        ),
        pytest.param(CUTTING_AFTER_THE_ANSWER, "", {1}, id="cutting after 250"),
    ],
)
def test_the_visitor_is_thanked_and_both_messages_arrive_once_the_mail_server_is_well(
    clinic, mode, noted, times
):
    site, mail = clinic
    mail.become(mode)
    mail.delivered.clear()

    visitor = sent_form(site)
    wait_until(partial(were_tried, site, visitor), seconds=30)
    errors = messages(site, "error", visitor)
    mail.become(WELL)
    wait_until(partial(is_all_sent, site), seconds=30)

    assert (visitor.answer.status, visitor.answer.headers["Location"]) == (302, SENT["fr"])
    assert errors == [(noted,), (noted,)]
    arrived, expected = Counter(mail.delivered), to_be_delivered(site, visitor)
    assert arrived.keys() == set(expected)
    assert [to for to, _message_id in expected] == ["practice@clinic.example", visitor.email]
    assert set(arrived.values()) == times


def test_what_is_refused_for_ever_is_reported_and_not_tried_again(clinic):
    site, mail = clinic
    refused = []
    for mode in (UNKNOWN_RECIPIENT, REFUSING_FOR_EVER):
        mail.become(mode)
        refused.append(sent_form(site))
        wait_until(partial(were_tried, site, refused[-1]), seconds=30)
    health = site.get("/healthz")
    mail.become(WELL)
    mail.delivered.clear()
    another = sent_form(site)
    wait_until(partial(is_all_sent, site), seconds=30)

    assert [visitor.answer.status for visitor in refused] == [302, 302]
    assert messages(site, f"attempts, {FAILED}, error", *refused) == [
        *[(1, True, "SMTPRecipientsRefused 550")] * 2,
        *[(1, True, "SMTPDataError 550")] * 2,
    ]
    assert (health.status, health.content) == (200, b"ok\nmessages not delivered: 4\n")
    assert mail.delivered == to_be_delivered(site, another)
