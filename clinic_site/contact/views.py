from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ..practice.models import Page
from .delivery import deliver
from .forms import EnquiryForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request):
    form = EnquiryForm(request.POST or None)
    if form.is_valid():
        form.instance.language = get_language()
        deliver(form.save())
        return redirect("contact-sent")
    page = get_object_or_404(Page, key=Page.Key.CONTACT)
    return render(request, "contact/contact.html", {"page": page, "form": form})


@require_safe
def sent(request):
    page = get_object_or_404(Page, key=Page.Key.CONTACT_SENT)
    return render(request, "contact/sent.html", {"page": page})
