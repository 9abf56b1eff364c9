"""The two messages that an enquiry becomes."""

import logging
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from ..practice.models import Practice
from .models import Enquiry

logger = logging.getLogger(__name__)


def deliver(enquiry: Enquiry, practice: Practice) -> None:
    """
    Send what has not been sent of the two messages, and note when each left.

    `practice` as patients know it: that of the current edition.

    A mail server that refuses or is down costs nothing: the enquiry is stored,
    the admin shows that it has not been sent and can send it again.
    """
    for moment, compose in (
        ("practice_told_at", practice_message),
        ("visitor_told_at", acknowledgement),
    ):
        if getattr(enquiry, moment):
            continue
        try:
            compose(enquiry, practice).send()
        except Exception as error:  # whatever fails here, the enquiry is stored
            logger.error("enquiry %s: %s: %s", enquiry.pk, moment, type(error).__name__)
            continue
        setattr(enquiry, moment, timezone.now())
        enquiry.save(update_fields=[moment])


def practice_message(enquiry: Enquiry, practice: Practice) -> EmailMessage:
    """The enquiry for the practice, in French, the visitor in Reply-To."""
    with override("fr"):
        return EmailMessage(
            subject=_("Enquiry %(number)s: %(subject)s")
            % {"number": enquiry.pk, "subject": enquiry.get_subject_display()},
            body=render_to_string("contact/practice.txt", {"enquiry": enquiry}),
            to=[settings.CONTACT_EMAIL],
            reply_to=[formataddr((enquiry.name, enquiry.email))],
        )


def acknowledgement(enquiry: Enquiry, practice: Practice) -> EmailMessage:
    """
    A short answer in the visitor's language.

    It does not repeat what was written: the form cannot be used to send text to others.
    """
    with override(enquiry.language):
        return EmailMessage(
            subject=_("%(practice)s: we have received your message") % {"practice": practice.name},
            body=render_to_string("contact/acknowledgement.txt", {"practice": practice}),
            to=[enquiry.email],
            headers={"Auto-Submitted": "auto-replied", "Content-Language": enquiry.language},
        )
