"""What staff do with an enquiry: in its form, in the list, and what is logged of it."""

from datetime import UTC, datetime
from unittest.mock import Mock

import pytest
import time_machine
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Permission, User
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from clinic_site.contact.models import Enquiry, Message

from .admin_form import ENGLISH, address, opened, page_of
from .enquiries import PRACTICE, VISITOR, make_enquiry, make_message
from .markup import elements
from .people import enter

pytestmark = pytest.mark.usefixtures("edition")

LIST = reverse("admin:contact_enquiry_changelist")
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
CHANGES = ["mark_answered", "mark_wanted", "send_again", "delete_selected"]
BUTTONS = {"_answered", "_wanted", "_again", "_save"}


@pytest.fixture
def reader_client(db) -> Client:
    """Somebody who may read enquiries, and change nothing."""
    reader = User.objects.create_user("reader", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_enquiry"))
    return enter(Client(), reader)


def press(client, enquiry: Enquiry, button: str):
    """Press a button of the form as it stands."""
    return client.post(address(enquiry), {**opened(client, enquiry), button: "on"}, headers=ENGLISH)


def choose(client, enquiry: Enquiry, action: str):
    """Choose an action for the enquiry, in the list in which it is shown."""
    url = f"{LIST}?state=doubtful" if enquiry.doubts else LIST
    return client.post(url, {"action": action, "_selected_action": enquiry.pk}, headers=ENGLISH)


def logged() -> list[tuple]:
    """Who did what with which enquiry; Django's own entry for a form without changes left out."""
    entries = LogEntry.objects.order_by("pk").exclude(change_message__in=["[]", "opened"])
    columns = ["user__username", "action_flag", "change_message", "object_id", "object_repr"]
    return list(entries.values_list(*columns))


def entry(enquiry: Enquiry, word: str) -> tuple:
    """What is logged when the administrator does something with the enquiry."""
    return ("admin", CHANGE, word, str(enquiry.pk), f"enquiry {enquiry.pk}")


def buttons(client, enquiry: Enquiry) -> set[str]:
    found = elements(page_of(client, enquiry), "input", "textarea")
    return {e.attributes.get("name") for e in found} & {*BUTTONS, "notes"}


def actions(client) -> list[str]:
    html = client.get(LIST, headers=ENGLISH).content.decode()
    return [e.attributes["value"] for e in elements(html.split("</select>")[0], "option")][1:]


@pytest.mark.parametrize("act", [(press, "_answered"), (choose, "mark_answered")])
def test_an_answered_enquiry_is_marked_once(admin_client, act):
    (how, button), enquiry = act, make_enquiry()

    for hour in (12, 13):
        with time_machine.travel(datetime(2026, 3, 1, hour, tzinfo=UTC), tick=False):
            how(admin_client, enquiry, button)

    assert Enquiry.objects.get().answered_at == NOON
    assert logged() == [entry(enquiry, "answered")]


@pytest.mark.parametrize("act", [(press, "_wanted"), (choose, "mark_wanted")])
def test_a_doubtful_enquiry_that_is_wanted_after_all_is_written_to_the_outbox_once(
    admin_client, act
):
    (how, button), enquiry = act, make_enquiry(doubts="trap,links")

    for _time in range(2):
        how(admin_client, enquiry, button)

    assert Enquiry.objects.get().doubts == ""
    messages = Message.objects.values_list("recipient", "subject", "attempts")
    assert list(messages) == [
        (PRACTICE, f"Demande {enquiry.pk}\N{NO-BREAK SPACE}: Le prix et la prise en charge", 0),
        (VISITOR, "Dr Vincent Masson\N{NO-BREAK SPACE}: nous avons bien reçu votre message", 0),
    ]
    assert logged() == [entry(enquiry, "wanted")]


def test_an_enquiry_whose_messages_cannot_be_stored_stays_doubtful(admin_client, monkeypatch):
    admin_client.raise_request_exception = False
    enquiry = make_enquiry(doubts="trap")
    monkeypatch.setattr("clinic_site.contact.admin.write", Mock(side_effect=OperationalError))

    choose(admin_client, enquiry, "mark_wanted")

    assert (Enquiry.objects.get().doubts, logged()) == ("trap", [])


@pytest.mark.parametrize(
    ("fields", "offered"),
    [
        ({}, {"notes", "_save", "_again", "_answered"}),
        ({"answered_at": NOON}, {"notes", "_save", "_again"}),
        ({"doubts": "trap"}, {"notes", "_save", "_again", "_answered", "_wanted"}),
    ],
)
def test_the_form_offers_what_can_be_done_with_the_enquiry(admin_client, fields, offered):
    assert buttons(admin_client, make_enquiry(**fields)) == offered


def test_whoever_may_only_read_reads_and_exports_and_changes_nothing(admin_client, reader_client):
    enquiry = make_enquiry(doubts="trap")
    make_message(enquiry, failed_at=NOON)
    before = Enquiry.objects.values().get(), Message.objects.values().get()

    assert buttons(reader_client, enquiry) == set()
    assert actions(reader_client) == ["export_chosen"]
    assert set(actions(admin_client)) == {"export_chosen", *CHANGES}
    answers = [
        reader_client.post(address(enquiry), {"notes": "Other", button: "on"}).status_code
        for button in sorted(BUTTONS)
    ]
    for action in CHANGES:
        choose(reader_client, enquiry, action)
    answers.append(reader_client.post(address(enquiry, "delete"), {"post": "yes"}).status_code)
    assert answers == [403] * 5
    assert (Enquiry.objects.values().get(), Message.objects.values().get()) == before
