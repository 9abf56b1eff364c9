"""An enquiry and its messages are stored together, once, before the visitor is thanked."""

from datetime import timedelta

import pytest
import time_machine
from django.db import OperationalError
from django.utils import timezone

from clinic_site.contact import doubts
from clinic_site.contact.models import Enquiry, Message, Sender

from .contact_page import FORM, SENT, Elements, in_both_languages, typed
from .enquiries import PRACTICE, VISITOR, filled_in
from .mail_server import mail_server, no_server

pytestmark = pytest.mark.usefixtures("first_content")


def stored() -> list[int]:
    """How many enquiries, messages and senders there are."""
    return [model.objects.count() for model in (Enquiry, Message, Sender)]


@in_both_languages
def test_an_enquiry_waits_with_its_two_messages_and_the_request_sends_nothing(
    client, settings, language
):
    with mail_server(settings) as mailbox:
        response = client.post(FORM[language], typed())

    assert (response.status_code, response["Location"]) == (302, SENT[language])
    assert mailbox.received == []
    columns = ["kind", "recipient", "language", "attempts", "claimed_at", "sent_at", "failed_at"]
    assert list(Message.objects.values_list(*columns)) == [
        ("practice", PRACTICE, "fr", 0, None, None, None),
        ("visitor", VISITOR, language, 0, None, None, None),
    ]


def test_with_the_mail_server_down_the_visitor_is_thanked_and_the_messages_wait(client, settings):
    with no_server(settings):
        response = client.post(FORM["fr"], typed())

    assert (response.status_code, response["Location"]) == (302, SENT["fr"])
    assert [message.attempts for message in Message.objects.due()] == [0, 0]


def break_the_writing_of(kind: str, error: Exception, monkeypatch) -> None:
    save = Message.save

    def fail(message, **options):
        if message.kind == kind:
            raise error
        save(message, **options)

    monkeypatch.setattr(Message, "save", fail)


@in_both_languages
@pytest.mark.parametrize("kind", Message.Kind.values)
def test_an_enquiry_whose_message_cannot_be_stored_is_not_stored_and_not_lost(
    client, monkeypatch, language, kind
):
    with monkeypatch.context() as patch:
        break_the_writing_of(kind, OperationalError("disk full"), patch)
        response = client.post(FORM[language], filled_in(client, language))
    page, before = Elements(response), stored()
    again = {**page.values(), "stamp": page.first(name="stamp")["value"]}
    client.post(FORM[language], again)

    assert (response.status_code, response["Retry-After"]) == (503, "120")
    assert page.values() == typed()
    assert "10 rue de la Terrasse" in page.first(role="alert")["text"]  # the practice's
    assert (before, stored()) == ([0, 0, 0], [1, 2, 1])


@pytest.mark.parametrize("kind", Message.Kind.values)
def test_a_fault_of_ours_stores_nothing_either(client, monkeypatch, kind):
    client.raise_request_exception = False
    break_the_writing_of(kind, ValueError("our fault"), monkeypatch)

    response = client.post(FORM["fr"], filled_in(client))

    assert (response.status_code, stored()) == (500, [0, 0, 0])


def test_a_double_click_is_thanked_twice_and_stored_once(client):
    form = filled_in(client)

    answers = [client.post(FORM["fr"], form)["Location"] for _click in range(2)]

    assert (answers, stored()) == ([SENT["fr"]] * 2, [1, 2, 1])


def test_two_clicks_that_arrive_at_once_are_thanked_and_stored_once(client, monkeypatch):
    form, sent_lately, meanwhile = filled_in(client), doubts.sent_lately, []

    def second_click(sender):
        monkeypatch.undo()
        meanwhile.append(client.post(FORM["fr"], form)["Location"])
        return sent_lately(sender)

    monkeypatch.setattr(doubts, "sent_lately", second_click)
    first = client.post(FORM["fr"], form)

    assert ([first["Location"], *meanwhile], stored()) == ([SENT["fr"]] * 2, [1, 2, 1])


def test_the_same_form_with_another_word_is_another_enquiry(client):
    form = filled_in(client, message="Bonjour")

    client.post(FORM["fr"], form)
    client.post(FORM["fr"], {**form, "message": "Bonsoir"})

    assert list(Enquiry.objects.values_list("message", flat=True)) == ["Bonsoir", "Bonjour"]


def test_the_same_words_on_two_forms_are_two_enquiries(client):
    for _form in range(2):
        client.post(FORM["fr"], filled_in(client))

    assert Enquiry.objects.count() == 2


def test_an_address_is_thanked_once_an_hour_and_the_practice_is_told_each_time(client):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for email, then in [
            ("zoe@example.com", timedelta(minutes=59)),
            ("ZOE@Example.com", timedelta(minutes=1)),
            ("Zoe@example.com", timedelta()),
            ("yann@example.com", timedelta()),
        ]:
            client.post(FORM["fr"], filled_in(client, email=email))
            clock.shift(then)

    assert list(Message.objects.values_list("recipient", flat=True)) == [
        *[PRACTICE, "zoe@example.com"],
        PRACTICE,
        *[PRACTICE, "Zoe@example.com"],
        *[PRACTICE, "yann@example.com"],
    ]
