"""Enquiries and their messages for tests, as rows or as a browser sends the form."""

from django.utils.crypto import get_random_string

from clinic_site.contact.models import Enquiry, Message

from .contact_page import FORM, Elements, typed

PRACTICE, VISITOR = "practice@clinic.example", "zoe@example.com"


def filled_in(client, language: str = "fr", **answers) -> dict[str, str]:
    """What a browser sends when a visitor opens the form and types these answers."""
    page = Elements(client.get(FORM[language]))
    stamp = page.first(name="stamp")["value"]
    return {"stamp": stamp, "website": "", **typed(**answers)}


def make_enquiry(**fields) -> Enquiry:
    """What `typed()` says, arrived just now, unless told otherwise; it has no messages."""
    return Enquiry.objects.create(**{**typed(consent=None), "language": "fr", **fields})


def make_message(enquiry: Enquiry | None = None, **fields) -> Message:
    """The message to the practice, due now, unless told otherwise."""
    fields = {
        "kind": Message.Kind.PRACTICE,
        "message_id": f"<{get_random_string(12)}@clinic.example>",
        "recipient": PRACTICE,
        "subject": "Demande",
        "body": "Bonjour",
        "language": "fr",
        **fields,
    }
    return Message.objects.create(enquiry=enquiry or make_enquiry(), **fields)
