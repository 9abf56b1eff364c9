"""Enquiries are erased when the privacy page says so: not later, and not sooner."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from pytest_django.asserts import assertContains

from clinic_site.contact.models import Enquiry

PRIVACY = {"fr": "/fr/confidentialite/", "en": "/en/privacy/"}


def make_enquiry(**fields) -> Enquiry:
    """An enquiry of this moment, unless told otherwise."""
    fields = {
        "language": "fr",
        "name": "Zoé Faure",
        "email": "zoe@example.com",
        "answer_by": "email",
        "subject": "cost",
        "message": "Bonjour",
        **fields,
    }
    return Enquiry.objects.create(**fields)


def purge() -> str:
    """What the nightly command says."""
    out = StringIO()
    call_command("purge", stdout=out)
    return out.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("days", [30, 90])
def test_only_the_enquiries_older_than_the_retention_are_erased(settings, days):
    settings.RETENTION_DAYS = days
    written = datetime(2026, 3, 1, 12, tzinfo=UTC)
    with time_machine.travel(written, tick=False):
        make_enquiry(name="written then")
    make_enquiry(name="a second later", created_at=written + timedelta(seconds=1))
    make_enquiry(name="a year before", created_at=written - timedelta(days=365))

    with time_machine.travel(written + timedelta(days=days), tick=False):
        on_the_day = purge()
    with time_machine.travel(written + timedelta(days=days, seconds=1), tick=False):
        a_second_after = purge()
        once_more = purge()

    assert [on_the_day, a_second_after, once_more] == [
        "Enquiries erased: 1.\n",
        "Enquiries erased: 1.\n",
        "Enquiries erased: 0.\n",
    ]
    assert [enquiry.name for enquiry in Enquiry.objects.all()] == ["a second later"]


@pytest.mark.django_db
def test_an_enquiry_that_never_reached_the_practice_is_erased_too():
    make_enquiry(created_at=datetime(2020, 1, 1, tzinfo=UTC), practice_told_at=None)

    purge()

    assert Enquiry.objects.count() == 0


@pytest.mark.usefixtures("first_content")
@pytest.mark.parametrize(
    ("language", "days", "text"),
    [
        ("fr", 30, "pendant 30\N{NO-BREAK SPACE}jours"),
        ("en", 30, "for 30 days"),
        ("fr", 90, "pendant 90\N{NO-BREAK SPACE}jours"),
        ("en", 90, "for 90 days"),
    ],
)
def test_the_privacy_page_says_the_number_of_the_settings(client, settings, language, days, text):
    settings.RETENTION_DAYS = days

    assertContains(client.get(PRIVACY[language]), text, count=1)
