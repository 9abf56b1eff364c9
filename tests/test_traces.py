"""What a visitor wrote stands in its enquiry: not in logs, titles or the admin's history."""

import logging
import re
from unittest.mock import Mock

import pytest
from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.core.management import call_command
from django.db import OperationalError
from django.urls import reverse

from clinic_site.contact.models import Enquiry, Message, Sender

from .admin_form import ENGLISH, address, opened, saved
from .contact_page import FORM, in_both_languages
from .enquiries import PRACTICE, VISITOR, filled_in, make_enquiry, make_message
from .mail_server import mail_server

pytestmark = pytest.mark.usefixtures("first_content")

LIST = reverse("admin:contact_enquiry_changelist")
# What `written_by_zoe` says, as it is typed, stored, and coded for mail.
HERS = ["Zoé", "Zo=C3", "Zo\\", "Faure", "zoe", "12345678", "12 34 56", "Bonjour", "combien"]


def traces(text: object) -> list[str]:
    """What of the visitor stands in `text`."""
    return [word for word in HERS if word.lower() in str(text).lower()]


def written_by_zoe(client) -> dict[str, str]:
    return filled_in(client, phone="06 12 34 56 78", answer_by="phone")


def choose(admin_client, action: str, *enquiries: Enquiry, **more):
    keys = [enquiry.pk for enquiry in enquiries]
    chosen = {"action": action, "_selected_action": keys, **more}
    return admin_client.post(LIST, chosen, headers=ENGLISH)


def logged() -> list[tuple]:
    """The admin's log, the oldest first."""
    columns = ["user__username", "action_flag", "object_id", "object_repr", "change_message"]
    return list(LogEntry.objects.order_by("pk").values_list(*columns))


def test_no_log_line_holds_anything_of_the_visitor(client, admin_client, settings, caplog):
    caplog.set_level(logging.INFO)
    client.raise_request_exception = False
    form = written_by_zoe(client)
    client.post(FORM["fr"], {**form, "email": "zoe@"})
    with pytest.MonkeyPatch.context() as patch:
        for error in (OperationalError("Zoé Faure"), ValueError("our fault")):
            patch.setattr(Message, "save", Mock(side_effect=error))
            client.post(FORM["fr"], form)
    client.post(FORM["fr"], form)
    with mail_server(settings) as mailbox:
        mailbox.refused, mailbox.refusal = {PRACTICE, VISITOR}, f"550 {VISITOR} Zoé is unknown"
        call_command("relay", once=True)
    enquiry, sent = Enquiry.objects.get(), list(Message.objects.all())
    saved(admin_client, {**opened(admin_client, enquiry), "notes": "Zoé called back"}, enquiry)
    for action in ("mark_answered", "send_again", "export_chosen"):
        choose(admin_client, action, enquiry)
    call_command("export_person", VISITOR)
    call_command("erase_person", VISITOR)

    ours = [record for record in caplog.records if record.name not in ("mail.log", "asyncio")]
    lines = [logging.Formatter().format(record) for record in ours]
    assert [line.splitlines()[0] for line in lines] == [
        "Service Unavailable: /fr/contact/",
        "Internal Server Error: /fr/contact/",
        *[f"message {message.pk}, attempt 1: SMTPRecipientsRefused 550" for message in sent],
    ]
    assert [line for line in lines if traces(line)] == []
    assert Message.objects.count() == 0


def test_rows_are_named_by_their_number(client):
    client.post(FORM["fr"], written_by_zoe(client))

    rows = [row for model in (Enquiry, Message, Sender) for row in model.objects.all()]
    number = Enquiry.objects.get().pk
    assert [str(row) for row in rows[:3]] == [
        f"demande {number}",
        f"au cabinet {rows[1].pk}",
        f"accusé de réception {rows[2].pk}",
    ]
    assert traces(rows) == []


@in_both_languages
def test_no_title_of_a_page_names_the_visitor(client, admin_client, language):
    client.post(FORM["fr"], written_by_zoe(client))
    enquiry = Enquiry.objects.get()
    pages = [
        reverse("admin:index"),
        LIST,
        *(address(enquiry, p) for p in ("change", "history", "delete")),
    ]
    responses = [admin_client.get(page, headers={"accept-language": language}) for page in pages]
    responses.append(client.post(FORM[language], {**written_by_zoe(client), "subject": ""}))

    html = [response.content.decode() for response in responses]
    titles = [re.search("<title>(.*?)</title>", page, re.DOTALL)[1] for page in html]
    assert [title for title in titles if traces(title)] == []
    assert f"{ {'fr': 'demande', 'en': 'enquiry'}[language] } {enquiry.pk} " in titles[2]
    assert traces(html[3]) == traces(html[4]) == []  # the history, and what will be erased


def test_who_opened_and_changed_an_enquiry_is_logged_without_its_content(admin_client):
    enquiry = make_enquiry()

    saved(admin_client, {**opened(admin_client, enquiry), "notes": "Zoé called back"}, enquiry)

    row = ("admin", CHANGE, str(enquiry.pk), f"enquiry {enquiry.pk}")
    assert logged() == [(*row, "opened"), (*row, '[{"changed": {"fields": ["Notes"]}}]')]


def test_erasing_in_the_admin_leaves_a_number_and_who_erased(admin_client):
    one, two, kept = (make_enquiry() for _number in range(3))
    for enquiry in (one, two, kept):
        make_message(enquiry)
        opened(admin_client, enquiry)

    admin_client.post(address(one, "delete"), {"post": "yes"}, headers=ENGLISH)
    choose(admin_client, "delete_selected", two, post="yes")

    assert logged() == [
        ("admin", CHANGE, str(kept.pk), f"enquiry {kept.pk}", "opened"),
        ("admin", DELETION, str(one.pk), f"enquiry {one.pk}", ""),
        ("admin", DELETION, str(two.pk), f"enquiry {two.pk}", ""),
    ]
    assert [message.enquiry for message in Message.objects.all()] == [kept]
