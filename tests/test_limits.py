"""How often the form may be sent from one place, and what is kept to know it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils.crypto import get_random_string

from clinic_site.contact.models import Enquiry, Sender

from .contact_page import FORM, Elements, in_both_languages, typed
from .enquiries import filled_in

pytestmark = pytest.mark.usefixtures("first_content")


@pytest.fixture
def clock():
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False) as clock:
        yield clock


def send(client, clock, **environ) -> int:
    """Send a new form; the status of the answer."""
    form = filled_in(client)
    clock.shift(timedelta(seconds=5))
    return client.post(FORM["fr"], form, **environ).status_code


def test_from_the_sixth_form_an_hour_a_sender_is_doubtful(client, clock):
    for _form in range(6):
        send(client, clock)
    send(client, clock, REMOTE_ADDR="192.0.2.7")
    clock.shift(timedelta(hours=1))
    send(client, clock)

    newest_first = list(Enquiry.objects.order_by("-pk").values_list("doubts", flat=True))
    assert newest_first == ["", "", "often", "", "", "", "", ""]


def add_senders(count: int, sender_hash: str | None = None) -> None:
    Sender.objects.bulk_create(
        Sender(sender_hash=sender_hash or get_random_string(64)) for _number in range(count)
    )


@in_both_languages
@pytest.mark.parametrize("in_all", [False, True])
def test_beyond_the_limit_a_form_is_not_taken_and_nothing_typed_is_lost(
    client, clock, language, in_all
):
    send(client, clock)
    add_senders(298 if in_all else 28, None if in_all else Sender.objects.get().sender_hash)
    last = send(client, clock)
    form = filled_in(client, language)

    response = client.post(FORM[language], form)

    page = Elements(response)
    assert (last, response.status_code, response["Retry-After"]) == (302, 429, "3600")
    assert Enquiry.objects.count() == 2
    assert page.values() == typed()
    assert page.first(name="stamp")["value"] == form["stamp"]
    assert "10 rue de la Terrasse" in page.first(role="alert")["text"]  # the practice's
    clock.shift(timedelta(hours=1))
    assert client.post(FORM[language], form).status_code == 302


def hash_of(client, clock, **environ) -> str:
    send(client, clock, **environ)
    return Sender.objects.latest("pk").sender_hash


def test_behind_a_proxy_the_last_address_that_it_names_is_the_visitor_s(client, clock, settings):
    chains = ["192.0.2.1", "198.51.100.9, 192.0.2.1", "192.0.2.1, 192.0.2.2"]
    settings.BEHIND_PROXY = True
    behind = [hash_of(client, clock, HTTP_X_FORWARDED_FOR=chain) for chain in chains]
    settings.BEHIND_PROXY = False
    alone = {hash_of(client, clock, HTTP_X_FORWARDED_FOR=chain) for chain in chains}

    assert (behind[0] == behind[1], behind[0] == behind[2], len(alone)) == (True, False, 1)


def test_the_address_is_kept_as_a_number_that_changes_each_day_and_with_the_key(
    client, clock, settings
):
    today = [hash_of(client, clock, REMOTE_ADDR="192.0.2.1") for _form in range(2)]
    clock.shift(timedelta(days=1))
    tomorrow = hash_of(client, clock, REMOTE_ADDR="192.0.2.1")
    settings.SECRET_KEY = "x" * 50
    another_key = hash_of(client, clock, REMOTE_ADDR="192.0.2.1")

    assert today[0] == today[1]
    assert len({today[0], tomorrow, another_key}) == 3
    assert {len(found) for found in (*today, tomorrow, another_key)} == {64}
