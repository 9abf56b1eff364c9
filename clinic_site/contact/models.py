"""What visitors write, and the messages that each enquiry becomes."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.encoding import punycode
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from .outbox import Message

__all__ = ["Enquiry", "Message", "Sender"]


def as_mail_servers_know(address: str) -> str:
    """
    The address in ASCII: société.fr is xn--socit-esab.fr (RFC 3490).

    Raises UnicodeError where there is none, as for a mailbox with an accent.
    """
    mailbox, _at, domain = address.rpartition("@")
    return f"{mailbox.encode('ascii').decode()}@{punycode(domain)}"


class EnquiryQuerySet(models.QuerySet):
    def expired(self):
        """Those that the privacy page says are erased by now."""
        limit = timezone.now() - timedelta(days=settings.RETENTION_DAYS)
        return self.annotate(closed_at=Coalesce("answered_at", "created_at")).filter(
            closed_at__lt=limit
        )

    def of_person(self, address: str):
        """All that came from an e-mail address, however it was capitalised."""
        return self.filter(email__iexact=as_mail_servers_know(address.strip()))

    def with_failure(self):
        """Each with `has_failed`: whether one of its messages could not be sent."""
        failed = Message.objects.failed().filter(enquiry=OuterRef("pk"))
        return self.annotate(has_failed=Exists(failed))

    def new(self):
        return self.filter(answered_at=None, doubts="")

    def answered(self):
        return self.exclude(answered_at=None)

    def doubtful(self):
        return self.filter(answered_at=None).exclude(doubts="")

    def failed(self):
        return self.with_failure().filter(has_failed=True)


class Enquiry(models.Model):
    """What a visitor wrote to the practice. Kept as it was sent; erased after a while."""

    class AnswerBy(models.TextChoices):
        EMAIL = "email", _("by e-mail")
        PHONE = "phone", _("by telephone")

    class Subject(models.TextChoices):
        CONSULTATION = "consultation", _("A first consultation")
        PROCEDURE = "procedure", _("A question about the operation")
        COST = "cost", _("Costs and cover")
        FOLLOW_UP = "follow-up", _("An operation I have had")
        SITE = "site", _("This site, or my personal data")
        OTHER = "other", _("Something else")

    created_at = models.DateTimeField(_("received"), default=timezone.now, editable=False)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    name = models.CharField(_("name"), max_length=100)
    email = models.EmailField(_("e-mail address"))
    phone = PhoneNumberField(_("telephone"), blank=True)
    answer_by = models.CharField(_("answer"), max_length=5, choices=AnswerBy)
    subject = models.CharField(_("subject"), max_length=12, choices=Subject)
    message = models.TextField(_("message"), max_length=5000)
    answered_at = models.DateTimeField(_("answered on"), null=True, blank=True, editable=False)
    notes = models.TextField(
        _("notes"), blank=True, help_text=_("For the practice. Erased with the enquiry.")
    )
    doubts = models.CharField(
        _("why it may be unwanted"), max_length=200, blank=True, editable=False
    )
    # The same form, sent twice with the same words, is one enquiry.
    digest = models.CharField(max_length=64, unique=True, null=True, editable=False)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")
        ordering = ["-created_at"]

    def __str__(self):
        # No name, no address: this stands in browser titles and in the admin's log.
        return f"{_('enquiry')} {self.pk}"


class Sender(models.Model):
    """That somebody sent the form: a salted hash of the network address, kept for a day."""

    sender_hash = models.CharField(max_length=64, db_index=True)
    sent_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self):
        return str(self.pk)
