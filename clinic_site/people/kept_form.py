"""
A form that was sent after its session had ended is not lost: the answer holds
what was typed, to be sent again after logging in beside it.

Only forms of this site come here: the browser says which page sent one, or the
form carried the visitor's own token.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import admin
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from .trust import is_trusted

# Not to be written into a page.
LEFT_OUT = ("csrfmiddlewaretoken", "password", "old_password", "new_password", "usable_password")


def keep_form(request, site=None):
    """403: the session has ended; or it is there again, and the form only waits to be sent."""
    site = site or admin.site
    context = {
        **site.each_context(request),
        "title": _("Your session has ended"),
        "fields": kept_fields(request.POST),
        "had_files": bool(request.FILES),
        "path": request.get_full_path(),
        "is_back": is_trusted(request.user),
    }
    if context["is_back"]:
        context["title"] = _("Send what you typed?")
    response = render(request, "admin/people/kept_form.html", context, status=403)
    response["Cache-Control"] = "no-store"
    return response


def kept_fields(posted) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, values in posted.lists()
        if not name.startswith(LEFT_OUT)
        for value in values
    ]


def answer_to_stale_token(request):
    """
    What to answer in the admin when the form's token is of the session before; None elsewhere.

    Logging in gives a new token, so that a form opened before no longer has the right one.
    """
    in_admin = request.path_info.startswith(f"/{settings.ADMIN_PATH}")
    if not (in_admin and comes_from_this_site(request) and hasattr(request, "user")):
        return None
    if not is_trusted(request.user):
        return None
    if request.path_info == reverse("admin:login"):
        return redirect("admin:index")
    return keep_form(request)


def comes_from_this_site(request) -> bool:
    """As the browser says; a page elsewhere cannot change this header (Fetch standard)."""
    origin = urlsplit(request.headers.get("Origin", ""))
    return (origin.scheme, origin.netloc) == (request.scheme, request.get_host())
