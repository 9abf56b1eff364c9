from django.db import Error
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ..live import live
from ..practice.models import Page
from .forms import EnquiryForm
from .intake import TooMany, receive


@live
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request):
    page = request.content.page(Page.Key.CONTACT)
    if page is None:
        raise Http404
    if request.content.is_for_keeps:  # on a printed page a form could not be sent
        return render(request, "contact/contact.html", {"page": page})
    form = EnquiryForm(request.POST or None)
    context = {"page": page, "form": form}
    if form.is_valid():
        form.instance.language = get_language()
        try:
            receive(form, request)
        except (Error, TooMany) as error:
            context["is_not_stored"] = True
            context["is_too_much"] = isinstance(error, TooMany)
            status, wait = (429, 3600) if context["is_too_much"] else (503, 120)
            response = render(request, "contact/contact.html", context, status=status)
            response["Retry-After"] = str(wait)
            return response
        return redirect("contact-sent")
    return render(request, "contact/contact.html", context)


@require_safe
def sent(request):
    page = get_object_or_404(Page, key=Page.Key.CONTACT_SENT)
    return render(request, "contact/sent.html", {"page": page})
