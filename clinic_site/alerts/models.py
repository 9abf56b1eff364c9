"""What is wrong now, and the e-mails that tell the people who run the site."""

from django.core.mail import EmailMessage
from django.db import models
from django.utils import timezone

from ..contact.outbox import Outgoing


class Trouble(models.Model):
    """Something that is wrong, until it is right again; whoever runs the site is told once."""

    machine = models.CharField(max_length=64, blank=True)  # empty: the same on every machine
    name = models.CharField(max_length=64)
    words = models.CharField(max_length=500)
    began_at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["machine", "name"], name="trouble_once")]

    def __str__(self):
        return f"{self.machine} {self.name}".strip()


class Alert(Outgoing):
    """An e-mail of what has gone wrong or is right again. It holds nothing of patients."""

    def __str__(self):
        return str(self.pk)

    def as_email(self) -> EmailMessage:
        email = super().as_email()
        said = {"Auto-Submitted": "auto-generated", "Content-Language": self.language}
        email.extra_headers |= said
        return email
