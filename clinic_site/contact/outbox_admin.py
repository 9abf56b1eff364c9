"""How far the two e-mails of an enquiry are."""

from django.contrib import admin
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from .models import Enquiry, Message


class MessageInline(admin.StackedInline):
    """One above the other: a table would be wider than a phone."""

    model = Message
    fields = readonly_fields = ["kind", "sent_at", "attempts", "next_attempt", "failed_at", "error"]
    can_delete = False

    @admin.display(description=_("next attempt"))
    def next_attempt(self, message):
        if message.sent_at or message.failed_at:
            return self.get_empty_value_display()
        return moment(message.due_at)

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


def moment(when) -> str:
    return date_format(timezone.localtime(when), "SHORT_DATETIME_FORMAT")


def delivery(enquiry: Enquiry) -> str:
    """When the practice was sent the e-mail; if it was not, when that is tried next."""
    for message in enquiry.messages.all():
        if message.kind == Message.Kind.PRACTICE and not message.failed_at:
            return moment(message.sent_at) if message.sent_at else _next(message)
    return _("no")


def _next(message: Message) -> str:
    return _("next attempt: %s") % moment(message.due_at)
