"""The history of an enquiry: what staff did with it."""

import pytest
from django.urls import reverse

from .admin_form import address, opened, saved
from .enquiries import make_enquiry
from .markup import text_of

pytestmark = pytest.mark.usefixtures("edition")

LIST = reverse("admin:contact_enquiry_changelist")
# Each where the one before it has brought the enquiry.
DONE = {"doubtful": "mark_wanted", "new": "mark_answered", "answered": "export_chosen"}
SAID = {
    "en": [
        "Opened.",
        "Changed Notes.",
        "Not unwanted: sent to the practice.",
        "Marked as answered.",
        "Exported.",
    ],
    "fr": [
        "Ouverture.",
        "Modification de Notes.",
        "Pas indésirable : transmission au cabinet.",
        "Marquage comme répondue.",
        "Exportation.",
    ],
}


def history(admin_client, enquiry, language: str) -> list[str]:
    """What was done, the oldest first."""
    page = admin_client.get(address(enquiry, "history"), headers={"accept-language": language})
    return text_of(page.text, "tbody").split("\n")[2::3]  # after when, and who


def test_staff_read_in_their_language_what_was_done_in_another(admin_client):
    enquiry = make_enquiry(doubts="trap")
    saved(admin_client, {**opened(admin_client, enquiry), "notes": "Called back"}, enquiry)
    for tray, action in DONE.items():
        chosen = {"action": action, "_selected_action": enquiry.pk}
        admin_client.post(f"{LIST}?state={tray}", chosen)

    assert {language: history(admin_client, enquiry, language) for language in SAID} == SAID


def test_an_enquiry_that_is_gone_has_no_history(admin_client):
    enquiry = make_enquiry()
    gone = address(enquiry, "history")
    enquiry.delete()

    assert admin_client.get(gone).status_code == 302
