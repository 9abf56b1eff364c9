"""
Fills a database as a practice would, and keeps it as the release of today: `make release`.

Whoever is named in it is invented, and of example.org (RFC 2606).
"""

import subprocess
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from clinic_site.contact.models import Enquiry, Message, Sender
from clinic_site.people.roles import ROLES
from clinic_site.pictures.models import Picture
from clinic_site.practice.models import Page, Practice
from procedures.models import Step

from ..admin_form import change, change_part
from ..builders import make_term
from ..enquiries import make_enquiry, make_message
from ..people import make_person, make_phone
from ..undoing import delete
from . import keep, previous

HOUR = timedelta(hours=1)


@pytest.mark.usefixtures("edition")
def test_this_release_is_kept(admin_client, media):
    people()
    enquiries()
    changes(admin_client)
    last = ["git", "log", "-1", "--format=%cs %h"]

    day, commit = subprocess.check_output(last, cwd=settings.BASE_DIR, text=True).split()
    keep(day, commit)

    assert previous().rows["auth.user"]


def people() -> None:
    """One of each role, with a phone."""
    for role in ROLES:
        name = role.lower()
        make_phone(make_person(role, name, email=f"{name}@example.org", first_name="Invented"))


def enquiries() -> None:
    """An enquiry for each state of its messages, and one that was answered."""
    now = timezone.now()
    states = {
        "waiting": {},
        "tried": {"attempts": 2, "due_at": now + HOUR, "error": "450 4.2.0 try again"},
        "claimed": {"attempts": 1, "claimed_at": now},
        "sent": {"attempts": 1, "sent_at": now},
        "failed": {"attempts": 8, "failed_at": now, "error": "550 5.1.1 no such mailbox"},
    }
    for number, (state, fields) in enumerate(states.items()):
        enquiry = write(state, created_at=now - number * HOUR, phone="+33 1 99 00 00 00")
        for kind in Message.Kind:
            make_message(enquiry, kind=kind, message_id=f"<{state}-{kind}@example.org>", **fields)
    write("answered", answered_at=now, language="en", notes="Called back.")
    write("doubted", doubts="links haste", digest="0" * 64)
    Sender.objects.create(sender_hash=salted_hmac("release", "nobody").hexdigest())


def write(state: str, **fields) -> Enquiry:
    written = {"name": f"Invented Person, {state}", "email": f"{state}@example.org"}
    return make_enquiry(**written | {"message": f"An invented enquiry: {state}."} | fields)


def changes(client) -> None:
    """What staff have saved since the edition: one language, a picture, a row that is gone."""
    practice, home = Practice.objects.get(), Page.objects.get(key="home")
    change(client, practice, access_fr="Par ici.", access_en="This way.")
    change(client, home, title_fr="Autre titre")
    change_part(client, Step.objects.first(), title_en="Stop at once")
    texts = {"alt_fr": "La porte.", "alt_en": "The door."}
    Picture.objects.create(file="pictures/0123456789abcdef01234567.jpg", width=9, height=6, **texts)
    assert delete(client, make_term(key="needed-no-more")).status_code == 302
