from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField


class EnquiryQuerySet(models.QuerySet):
    def expired(self):
        """Those that the privacy page says are erased by now."""
        return self.filter(created_at__lt=timezone.now() - timedelta(days=settings.RETENTION_DAYS))


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
    practice_told_at = models.DateTimeField(
        _("sent to the practice"), null=True, blank=True, editable=False
    )
    visitor_told_at = models.DateTimeField(_("acknowledged"), null=True, blank=True, editable=False)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")
        ordering = ["-created_at"]

    def __str__(self):
        # No name, no address: this stands in browser titles and in the admin's log.
        return f"{_('enquiry')} {self.pk}"
