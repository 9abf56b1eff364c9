"""What a person may ask for: a copy, and to be forgotten; and that nothing of theirs leaks."""

import json
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.management import call_command
from django.urls import reverse

from clinic_site.contact.models import Enquiry, Message

from .admin_form import ENGLISH, page_of
from .contact_page import FORM
from .enquiries import filled_in, make_enquiry, make_message

LIST = reverse("admin:contact_enquiry_changelist")
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def two_of_zoe_and_one_of_yann() -> list[Enquiry]:
    enquiries = [
        make_enquiry(phone="+33612345678", created_at=NOON, answered_at=NOON, notes="Called back"),
        make_enquiry(email="ZOE@Example.com", created_at=NOON, language="en", doubts="trap"),
        make_enquiry(email="yann@example.com", name="Yann", created_at=NOON),
    ]
    make_message(enquiries[0], sent_at=NOON)
    make_message(enquiries[0], kind="visitor", recipient="zoe@example.com")
    make_message(enquiries[2])
    return enquiries


def copy_of(enquiry: Enquiry, *messages: dict, **said) -> dict:
    """What an export says of an enquiry."""
    return {
        "number": enquiry.pk,
        "received": "2026-03-01T12:00:00+00:00",
        "answered": None,
        "name": "Zoé Faure",
        "email": enquiry.email,
        "phone": "",
        "answer_by": "email",
        "subject": "cost",
        "language": "fr",
        "message": "  Bonjour,\r\n\r\n  combien de temps ?",
        "notes": "",
        "messages": list(messages),
        **said,
    }


def copies_of_zoe(first: Enquiry, second: Enquiry) -> list[dict]:
    sent = [
        {"kind": "practice", "sent": "2026-03-01T12:00:00+00:00"},
        {"kind": "visitor", "sent": None},
    ]
    answered = {"answered": "2026-03-01T12:00:00+00:00", "notes": "Called back"}
    return [
        copy_of(first, *sent, phone="+33 6 12 34 56 78", **answered),
        copy_of(second, language="en"),
    ]


def said_by(*command: str) -> str:
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


def by_number(copies: list[dict]) -> list[dict]:
    return sorted(copies, key=lambda copy: copy["number"])


@pytest.mark.django_db
@pytest.mark.parametrize("written", ["zoe@example.com", " Zoe@EXAMPLE.com "])
def test_a_person_receives_a_copy_of_all_that_is_stored_of_them(written):
    first, second, _yann = two_of_zoe_and_one_of_yann()

    assert by_number(json.loads(said_by("export_person", written))) == copies_of_zoe(first, second)


@pytest.mark.django_db
def test_a_person_is_forgotten_with_their_messages_and_the_log(admin_client):
    *zoes, yann = two_of_zoe_and_one_of_yann()
    for enquiry in (*zoes, yann):
        page_of(admin_client, enquiry)

    said = [said_by("erase_person", "zoe@EXAMPLE.com") for _time in range(2)]

    assert said == ["Enquiries erased: 2.\n", "Enquiries erased: 0.\n"]
    assert list(Enquiry.objects.all()) == [yann]
    assert [message.enquiry for message in Message.objects.all()] == [yann]
    assert list(LogEntry.objects.values_list("object_id", flat=True)) == [str(yann.pk)]


@pytest.mark.usefixtures("first_content")
def test_an_address_with_an_accented_domain_is_found_as_its_owner_writes_it(client):
    client.post(FORM["fr"], filled_in(client, email="zoe@société.fr"))

    (copy,) = json.loads(said_by("export_person", "zoe@société.fr"))

    assert copy["email"] == "zoe@xn--socit-esab.fr"
    assert said_by("erase_person", "zoe@société.fr") == "Enquiries erased: 1.\n"


@pytest.mark.django_db
def test_staff_export_what_they_choose_and_that_is_logged(admin_client):
    first, second, _yann = two_of_zoe_and_one_of_yann()
    Enquiry.objects.update(doubts="")  # the list shows the doubtful apart

    chosen = {"action": "export_chosen", "_selected_action": [first.pk, second.pk]}
    response = admin_client.post(LIST, chosen, headers=ENGLISH)

    assert by_number(response.json()) == copies_of_zoe(first, second)
    assert response["Content-Disposition"] == 'attachment; filename="enquiries.json"'
    assert "no-store" in response["Cache-Control"]
    columns = ["user__username", "action_flag", "object_id", "object_repr", "change_message"]
    assert sorted(LogEntry.objects.values_list(*columns)) == [
        ("admin", CHANGE, str(enquiry.pk), f"enquiry {enquiry.pk}", "exported")
        for enquiry in (first, second)
    ]
