from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ..editions.serving import current
from .delivery import deliver
from .models import Enquiry


@admin.register(Enquiry)
class EnquiryAdmin(admin.ModelAdmin):
    """What visitors wrote. Nobody can change their words."""

    list_display = ["created_at", "name", "subject", "answer_by", "language", "sent"]
    list_filter = [
        "subject",
        "answer_by",
        "language",
        ("practice_told_at", admin.EmptyFieldListFilter),
    ]
    search_fields = ["name", "email"]
    date_hierarchy = "created_at"
    actions = ["send_again"]
    fields = [
        "created_at",
        "subject",
        "name",
        "email",
        "phone",
        "answer_by",
        "language",
        "message",
        "practice_told_at",
        "visitor_told_at",
    ]

    @admin.display(description=_("sent to the practice"), boolean=True)
    def sent(self, enquiry):
        return enquiry.practice_told_at is not None

    @admin.action(description=_("Send what has not been sent"))
    def send_again(self, request, enquiries):
        for enquiry in enquiries:
            deliver(enquiry, current.content.practice)
        waiting = sum(
            None in (enquiry.practice_told_at, enquiry.visitor_told_at) for enquiry in enquiries
        )
        if waiting:
            text = ngettext(
                "%s message could not be sent.", "%s messages could not be sent.", waiting
            )
            self.message_user(request, text % waiting, messages.ERROR)
        else:
            self.message_user(request, _("All messages have been sent."))

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
