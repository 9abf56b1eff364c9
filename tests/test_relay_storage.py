"""A database that cannot store at once, or at all."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing, contextmanager

import psycopg
import pytest
from django.db import OperationalError

from clinic_site.contact.models import Enquiry, Message

from .contact_page import FORM, SENT, Elements, in_both_languages, typed
from .mail_faults import mail_server_that_may_fail
from .relay_process import Visitor, site_that_sends_to
from .site_process import Site
from .site_template import ON_POSTGRESQL

STREET = "10 rue de la Terrasse"  # the practice's, in the first content


@contextmanager
def nobody_can_write(site: Site) -> Iterator[None]:
    """Another process is writing, and does not come to an end; readers go on."""
    connect, where, statement = (
        (psycopg.connect, site.database.url, "LOCK TABLE contact_enquiry IN EXCLUSIVE MODE")
        if ON_POSTGRESQL
        else (sqlite3.connect, site.database.name, "BEGIN IMMEDIATE")
    )
    with closing(connect(where)) as connection:
        connection.execute(statement)
        yield
        connection.rollback()


def test_a_database_that_is_locked_for_three_seconds_only_delays_those_who_write(tmp_path):
    with (
        mail_server_that_may_fail() as mail,
        site_that_sends_to(mail, tmp_path) as site,
        ThreadPoolExecutor(4) as pool,
    ):
        somebody, zoe, zoe_again = visitors = [
            Visitor(site),
            Visitor(site, email="zoe@example.com"),
            Visitor(site, email="zoe@example.com"),
        ]
        for visitor in visitors:
            visitor.open()
        with nobody_can_write(site):
            double_click = [pool.submit(somebody.send), pool.submit(somebody.send)]
            sending = [*double_click, pool.submit(zoe.send), pool.submit(zoe_again.send)]
            answered, _waiting = wait(sending, timeout=3)
        answers = [sent.result() for sent in sending]
        stored = site.database.sql("SELECT email FROM contact_enquiry")
        to = site.database.sql("SELECT recipient FROM contact_message")

    assert answered == set()
    assert {(answer.status, answer.headers["Location"]) for answer in answers} == {
        (302, SENT["fr"])
    }
    # The double click is one enquiry; and whoever writes twice is thanked once an hour.
    emails = [somebody.email, zoe.email, zoe.email]
    assert sorted(email for (email,) in stored) == sorted(emails)
    assert Counter(recipient for (recipient,) in to) == {
        "practice@clinic.example": 3,
        somebody.email: 1,
        zoe.email: 1,
    }


@in_both_languages
@pytest.mark.parametrize("words", ["database is locked", "database or disk is full"])
@pytest.mark.parametrize("model", [Enquiry, Message])
def test_what_cannot_be_stored_is_kept_in_the_form_which_says_how_else_to_write(
    visitor, edition, monkeypatch, language, words, model
):
    def fail(*args, **kwargs):
        raise OperationalError(words)

    monkeypatch.setattr(model, "save", fail)
    response = visitor.post(FORM[language], typed())

    page = Elements(response)
    assert (response.status_code, response["Retry-After"]) == (503, "120")
    assert page.values() == typed()
    assert STREET in page.first(role="alert")["text"]
    assert Enquiry.objects.count() == 0  # neither a part of it
