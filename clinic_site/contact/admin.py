from django.contrib import admin
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ..editions.serving import current
from .answering import mail_link
from .doubts import REASONS
from .erasure import erase, export
from .inbox import STATES, TrayFilter, state_of
from .intake import write
from .models import Enquiry
from .outbox_admin import MessageInline, delivery

# The log's words, as the history says them in the language of whoever reads it.
LOGGED = {
    "opened": _("Opened."),
    "answered": _("Marked as answered."),
    "wanted": _("Not unwanted: sent to the practice."),
    "exported": _("Exported."),
}


@admin.register(Enquiry)
class EnquiryAdmin(admin.ModelAdmin):
    """The inbox. Nobody can change a visitor's words; notes are the practice's own."""

    change_form_template = "admin/contact/enquiry.html"
    list_display = ["created_at", "state", "name", "subject", "answer_by", "language", "delivery"]
    list_filter = [TrayFilter, "subject", "answer_by", "language"]
    list_per_page = 50
    search_fields = ["name", "email", "message", "notes"]
    date_hierarchy = "created_at"
    actions = ["mark_answered", "mark_wanted", "send_again", "export_chosen"]
    inlines = [MessageInline]
    readonly_fields = [
        "created_at",
        "subject",
        "name",
        "email",
        "phone",
        "answer_by",
        "language",
        "message",
        "answered_at",
        "why_doubtful",
    ]

    def get_queryset(self, request):
        enquiries = Enquiry.objects.with_failure().prefetch_related("messages")
        return enquiries.order_by(*self.get_ordering(request))

    def get_ordering(self, request):
        return ["-has_failed", "-created_at"]

    def get_fields(self, request, enquiry=None):
        shown = [*self.readonly_fields, "notes"]
        return [name for name in shown if name != "why_doubtful" or enquiry.doubts]

    def has_add_permission(self, request):
        return False

    @admin.display(description=_("state"))
    def state(self, enquiry):
        state = state_of(enquiry)
        tag = {"failed": '<strong class="missing">{}</strong>', "answered": "{}"}
        return format_html(tag.get(state, "<strong>{}</strong>"), STATES[state])

    @admin.display(description=_("sent to the practice"))
    def delivery(self, enquiry):
        return delivery(enquiry)

    @admin.display(description=_("why it may be unwanted"))
    def why_doubtful(self, enquiry):
        return ", ".join(gettext(REASONS[reason]) for reason in enquiry.doubts.split(",") if reason)

    @admin.action(description=_("Mark as answered"), permissions=["change"])
    def mark_answered(self, request, enquiries):
        waiting = list(enquiries.filter(answered_at=None))
        for enquiry in waiting:
            enquiry.answered_at = timezone.now()
            enquiry.save(update_fields=["answered_at"])
            self.log_change(request, enquiry, "answered")
        text = ngettext("%s enquiry is answered.", "%s enquiries are answered.", len(waiting))
        self.message_user(request, text % len(waiting))

    @admin.action(description=_("Not unwanted: send to the practice"), permissions=["change"])
    def mark_wanted(self, request, enquiries):
        for enquiry in enquiries.exclude(doubts=""):
            doubtful = Enquiry.objects.filter(pk=enquiry.pk).exclude(doubts="")
            with transaction.atomic():
                if doubtful.update(doubts=""):  # for one of two who press the button
                    write(enquiry, current.content)
                    self.log_change(request, enquiry, "wanted")

    @admin.action(description=_("Send again"), permissions=["change"])
    def send_again(self, request, enquiries):
        """What has not left is tried at once, by the relay."""
        waiting = [m for e in enquiries for m in e.messages.all() if not m.sent_at]
        for message in waiting:
            message.send_again()
        text = ngettext("%s message is sent again.", "%s messages are sent again.", len(waiting))
        self.message_user(request, text % len(waiting) if waiting else _("All have been sent."))

    @admin.action(description=_("Export all that is stored"), permissions=["view"])
    def export_chosen(self, request, enquiries):
        for enquiry in enquiries:
            self.log_change(request, enquiry, "exported")
        response = JsonResponse(
            export(enquiries), safe=False, json_dumps_params={"indent": 1, "ensure_ascii": False}
        )
        response["Content-Disposition"] = 'attachment; filename="enquiries.json"'
        response["Cache-Control"] = "no-store"
        return response

    BUTTONS = {"_answered": "mark_answered", "_wanted": "mark_wanted", "_again": "send_again"}

    def change_view(self, request, object_id, form_url="", extra_context=None):
        enquiry = self.get_object(request, object_id)
        context = {**(extra_context or {}), "mail_link": enquiry and mail_link(enquiry)}
        response = super().change_view(request, object_id, form_url, context)
        if request.method == "GET" and enquiry:
            self.log_change(request, enquiry, "opened")
        return response

    def history_view(self, request, object_id, extra_context=None):
        response = super().history_view(request, object_id, extra_context)
        if response.status_code == 200:
            for entry in response.context_data["action_list"]:
                entry.change_message = str(LOGGED.get(entry.change_message, entry.change_message))
        return response

    def response_change(self, request, enquiry):
        for button, action in self.BUTTONS.items():
            if button in request.POST:
                getattr(self, action)(request, self.get_queryset(request).filter(pk=enquiry.pk))
                return redirect(request.path)
        return super().response_change(request, enquiry)

    def delete_model(self, request, enquiry):
        erase(Enquiry.objects.filter(pk=enquiry.pk))

    def delete_queryset(self, request, enquiries):
        erase(Enquiry.objects.filter(pk__in=[enquiry.pk for enquiry in enquiries]))
