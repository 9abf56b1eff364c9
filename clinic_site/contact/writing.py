"""The words of the two messages that an enquiry becomes."""

from datetime import timedelta
from email.utils import formataddr

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from procedures.models import Fact

from .models import Enquiry
from .outbox import Message, new_message_id

ONCE_IN = timedelta(hours=1)  # for acknowledgements to one address


def messages_for(enquiry: Enquiry, content) -> list[Message]:
    """The messages of a new enquiry, not stored yet; `content` is what its visitor read."""
    messages = [to_practice(enquiry)]
    if not _was_thanked_lately(enquiry.email):
        messages.append(acknowledgement(enquiry, content))
    return messages


def _was_thanked_lately(address: str) -> bool:
    thanks = Message.objects.filter(kind=Message.Kind.ACKNOWLEDGEMENT, recipient__iexact=address)
    return thanks.filter(created_at__gt=timezone.now() - ONCE_IN).exists()


def to_practice(enquiry: Enquiry) -> Message:
    """The enquiry in French, the visitor in Reply-To; or only where to read it, if so set."""
    with override("fr"):
        address = reverse("admin:contact_enquiry_change", args=[enquiry.pk])
        context = {
            "enquiry": enquiry,
            "address": settings.SITE_URL + address,
            "holds_text": settings.NOTIFICATIONS_HOLD_TEXT,
        }
        message = Message(
            kind=Message.Kind.PRACTICE,
            recipient=settings.CONTACT_EMAIL,
            subject=capfirst(str(enquiry)),
            body=render_to_string("contact/practice.txt", context),
            language="fr",
        )
        if settings.NOTIFICATIONS_HOLD_TEXT:
            said = {"number": enquiry.pk, "subject": enquiry.get_subject_display()}
            message.subject = _("Enquiry %(number)s: %(subject)s") % said
            message.reply_to = formataddr((enquiry.name, enquiry.email))
    return _of(enquiry, message)


def acknowledgement(enquiry: Enquiry, content) -> Message:
    """
    A short answer in the visitor's language, with what to know before an operation.

    It does not repeat what was written: the form cannot be used to send text to
    others. Nor does it name an operation. A site that explains several says
    none of their figures, for nobody knows which one is meant.
    """
    practice, procedure = content.practice, content.only_procedure
    with override(enquiry.language):
        context = {"practice": practice, "home": settings.SITE_URL + reverse("home")}
        if procedure:
            context["facts"] = procedure.facts_of(Fact.Group.BEFORE)
        subject = _("%(practice)s: we have received your message") % {"practice": practice.name}
        message = Message(
            kind=Message.Kind.ACKNOWLEDGEMENT,
            recipient=enquiry.email,
            subject=subject,
            body=render_to_string("contact/acknowledgement.txt", context),
            language=enquiry.language,
        )
    return _of(enquiry, message)


def _of(enquiry: Enquiry, message: Message) -> Message:
    """The message with its enquiry and the Message-ID that it keeps through every attempt."""
    message.enquiry = enquiry
    message.message_id = new_message_id()
    return message
