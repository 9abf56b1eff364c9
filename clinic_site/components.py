"""A page for staff and developers that shows every component of the site in every state."""

from django.shortcuts import render

from procedures.models import Procedure

from .contact.forms import EnquiryForm
from .practice.models import Practice


def components(request):
    """Real content, and beside it states that it may not have."""
    blank = Practice.objects.get()
    complete = Practice.objects.get()
    # 01 99 00 is set aside for works of fiction by the French numbering plan.
    complete.phone, complete.email = "+33199001234", "cabinet@example.org"
    complete.booking_url = "https://example.org/"
    refused = {"name": "A\nB", "email": "a@", "phone": "12", "answer_by": "fax"}
    context = {
        "procedure": Procedure.objects.with_page_content().first(),
        "blank": blank,
        "complete": complete,
        "empty_form": EnquiryForm(auto_id="empty_%s"),
        "refused_form": EnquiryForm(refused, auto_id="refused_%s"),
    }
    return render(request, "admin/components.html", context)
