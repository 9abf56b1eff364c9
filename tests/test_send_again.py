"""In the admin, staff send what the mail server did not take; the relay does it."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from clinic_site.contact.models import Enquiry, Message

from .admin_form import ENGLISH, address, opened
from .contact_page import FORM
from .enquiries import PRACTICE, VISITOR, filled_in
from .mail_server import mail_server, no_server

pytestmark = pytest.mark.usefixtures("edition", "contexts")


def send_again(admin_client, *enquiries) -> list[str]:
    """What the admin answers when staff choose the action for these enquiries."""
    url = reverse("admin:contact_enquiry_changelist")
    chosen = {"action": "send_again", "_selected_action": [enquiry.pk for enquiry in enquiries]}
    response = admin_client.post(url, chosen, follow=True)
    return [f"{message.level_tag}: {message}" for message in response.context["messages"]]


def test_staff_send_what_was_refused_again_and_nothing_twice(client, admin_client, settings):
    with mail_server(settings) as mailbox:
        mailbox.refused = {PRACTICE}
        client.post(FORM["en"], filled_in(client, "en"))
        client.post(FORM["fr"], filled_in(client, email="yann@example.com"))
        enquiries = Enquiry.objects.all()
        said = []
        for refused in ({PRACTICE}, {PRACTICE}, set()):
            mailbox.refused = refused
            call_command("relay", once=True)
            said.append(send_again(admin_client, *enquiries))
        call_command("relay", once=True)
        said.append(send_again(admin_client, *enquiries))

    assert said == [
        ["info: 2 messages sont renvoyés."],
        ["info: 2 messages sont renvoyés."],
        ["info: Tout a déjà été envoyé."],
        ["info: Tout a déjà été envoyé."],
    ]
    assert sorted(received.recipients for received in mailbox.received) == [
        [PRACTICE],
        [PRACTICE],
        ["yann@example.com"],
        [VISITOR],
    ]


def test_a_message_that_waits_is_tried_at_once_and_has_all_its_attempts_again(
    client, admin_client, settings
):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client.post(FORM["en"], filled_in(client, "en", message="Written while it was down"))
        with no_server(settings):
            for _attempt in range(3):
                call_command("relay", once=True)
                clock.shift(timedelta(hours=2))
            call_command("relay", once=True)
        before = [(message.attempts, message.sent_at) for message in Message.objects.all()]

        enquiry = Enquiry.objects.get()
        values = opened(admin_client, enquiry)
        admin_client.post(address(enquiry), {**values, "_again": "on"}, headers=ENGLISH)
        with mail_server(settings) as mailbox:
            call_command("relay", once=True)
        after = [(message.attempts, message.sent_at) for message in Message.objects.all()]
        now = timezone.now()

    assert (before, after) == ([(4, None)] * 2, [(1, now)] * 2)
    assert "Written while it was down" in mailbox.to(PRACTICE).text
    assert mailbox.to(VISITOR).message["Content-Language"] == "en"
