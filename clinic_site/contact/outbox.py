"""Messages that wait to be sent: a row until the mail server has taken it."""

import random
from datetime import timedelta
from email.utils import make_msgid

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# After how long a message is tried again; after the last time it has failed.
RETRY_AFTER = [
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(hours=24),
]
JITTER = 0.1  # of the wait: a hundred messages do not come back in the same second
CLAIM_LASTS = timedelta(minutes=10)  # then the relay that took the message is taken for dead


def new_message_id() -> str:
    """One that an e-mail keeps through every attempt."""
    return make_msgid(domain=settings.DEFAULT_FROM_EMAIL.rpartition("@")[2])


class OutgoingQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(sent_at=None, failed_at=None)

    def failed(self):
        return self.exclude(failed_at=None)

    def due(self):
        """Those to be sent now that no living relay has claimed."""
        now = timezone.now()
        free = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM_LASTS)
        return self.waiting().filter(free, due_at__lte=now)

    def claim(self) -> "Outgoing | None":
        """
        One message that is due, for the caller alone.

        The claim is one conditional UPDATE: of several relays, on any machines,
        one changes the row and the others change nothing.
        """
        for pk in self.due().order_by("due_at", "pk").values_list("pk", flat=True)[:20]:
            claim = self.due().filter(pk=pk)
            if claim.update(claimed_at=timezone.now(), attempts=F("attempts") + 1):
                return self.filter(pk=pk).first()  # None: erased just now
        return None


class Outgoing(models.Model):
    """An e-mail with the words and the Message-ID that it will have, and how far it is."""

    message_id = models.CharField("Message-ID", max_length=200, unique=True)
    recipient = models.EmailField(_("recipient"))
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=2)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    due_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    failed_at = models.DateTimeField(_("failed"), null=True)
    error = models.CharField(_("the mail server's answer"), max_length=60, blank=True)

    objects = OutgoingQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["pk"]

    def as_email(self) -> EmailMessage:
        """The same e-mail each time, whoever sends it."""
        return EmailMessage(
            subject=self.subject,
            body=self.body,
            from_email=settings.ENVELOPE_FROM,
            to=[self.recipient],
            headers={"Message-ID": self.message_id, "From": settings.DEFAULT_FROM_EMAIL},
        )

    def note_sent(self) -> None:
        self._end_claim(sent_at=timezone.now(), error="")

    def note_refused(self, error: str, is_permanent: bool) -> None:
        """Plan the next attempt; or none, after a refusal for good or the last attempt."""
        if is_permanent or self.attempts > len(RETRY_AFTER):
            self._end_claim(failed_at=timezone.now(), error=error)
            return
        wait = RETRY_AFTER[self.attempts - 1] * random.uniform(1 - JITTER, 1 + JITTER)
        self._end_claim(due_at=timezone.now() + wait, error=error)

    def _end_claim(self, **outcome) -> None:
        """Only while the claim is still ours: another relay may have taken it over."""
        mine = type(self).objects.filter(pk=self.pk, claimed_at=self.claimed_at)
        mine.update(claimed_at=None, **outcome)


class Message(Outgoing):
    """One of the two e-mails of an enquiry."""

    class Kind(models.TextChoices):
        PRACTICE = "practice", _("to the practice")
        ACKNOWLEDGEMENT = "visitor", _("acknowledgement")

    enquiry = models.ForeignKey("contact.Enquiry", models.CASCADE, related_name="messages")
    kind = models.CharField(_("message"), max_length=8, choices=Kind)
    reply_to = models.CharField("Reply-To", max_length=1000, blank=True)

    class Meta(Outgoing.Meta):
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [
            models.Index(
                "due_at",
                name="message_waiting",
                condition=Q(sent_at=None, failed_at=None),
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.pk}"

    def as_email(self) -> EmailMessage:
        email = super().as_email()
        if self.reply_to:
            email.reply_to = [self.reply_to]
        if self.kind == self.Kind.ACKNOWLEDGEMENT:
            said = {"Auto-Submitted": "auto-replied", "Content-Language": self.language}
            email.extra_headers |= said
        return email

    def send_again(self) -> None:
        """Give a message that failed, or that waits, all its attempts again, from now on."""
        Message.objects.filter(pk=self.pk, sent_at=None).update(
            failed_at=None, attempts=0, due_at=timezone.now()
        )
