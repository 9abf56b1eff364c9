"""In the admin, staff send what the mail server did not take."""

import pytest
from django.urls import reverse

from clinic_site.contact.models import Enquiry

from .contact_page import FORM, typed
from .mail_server import mail_server, no_server

pytestmark = pytest.mark.usefixtures("edition")

PRACTICE, VISITOR = "practice@clinic.example", "zoe@example.com"


def send_again(admin_client, *enquiries) -> list[str]:
    """What the admin answers when staff choose the action for these enquiries."""
    url = reverse("admin:contact_enquiry_changelist")
    chosen = {"action": "send_again", "_selected_action": [enquiry.pk for enquiry in enquiries]}
    response = admin_client.post(url, chosen, follow=True)
    return [f"{message.level_tag}: {message}" for message in response.context["messages"]]


def test_staff_send_what_was_not_sent_once_and_nothing_twice(client, admin_client, settings):
    with mail_server(settings) as mailbox:
        mailbox.refused = {PRACTICE}
        client.post(FORM["en"], typed())
        client.post(FORM["fr"], typed(email="yann@example.com"))
        enquiries = Enquiry.objects.all()
        refused = send_again(admin_client, *enquiries)
        mailbox.refused = set()
        accepted = send_again(admin_client, *enquiries)
        once_more = send_again(admin_client, *enquiries)

    assert [refused, accepted, once_more] == [
        ["error: 2 messages n’ont pas pu être envoyés."],
        ["info: Tous les messages ont été envoyés."],
        ["info: Tous les messages ont été envoyés."],
    ]
    assert sorted(received.recipients for received in mailbox.received) == [
        [PRACTICE],
        [PRACTICE],
        ["yann@example.com"],
        [VISITOR],
    ]


def test_staff_learn_that_an_acknowledgement_could_not_be_sent(client, admin_client, settings):
    with mail_server(settings) as mailbox:
        mailbox.refused = {VISITOR}
        client.post(FORM["fr"], typed())
        answers = send_again(admin_client, Enquiry.objects.get())

    assert mailbox.to(PRACTICE).recipients == [PRACTICE]
    assert answers == ["error: 1 message n’a pas pu être envoyé."]


def test_enquiries_written_while_the_server_was_down_are_delivered_once_it_is_back(
    client, admin_client, settings
):
    with no_server(settings):
        client.post(FORM["en"], typed(message="Written while it was down"))
    with mail_server(settings) as mailbox:
        send_again(admin_client, Enquiry.objects.get())

    enquiry = Enquiry.objects.get()
    assert "Written while it was down" in mailbox.to(PRACTICE).text
    assert mailbox.to(VISITOR).message["Content-Language"] == "en"
    assert None not in (enquiry.practice_told_at, enquiry.visitor_told_at)
