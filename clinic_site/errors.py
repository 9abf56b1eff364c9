"""What a visitor sees when a request fails: in their language, with the way back."""

from django.http import HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _


def bad_request(request, exception=None):
    return _page(
        request,
        400,
        _("We could not read this request"),
        _("Something in the address or in what your browser sent is not as it should be."),
    )


def permission_denied(request, exception=None):
    return _page(
        request,
        403,
        _("This page is not open to you"),
        _("You may need to log in with another account."),
    )


def csrf_failure(request, reason=""):
    from .people.kept_form import answer_to_stale_token  # settings name this module early

    if answer := answer_to_stale_token(request):
        return answer
    return _page(
        request,
        403,
        _("We could not accept this form"),
        _(
            "Your browser did not send the small cookie that protects the form. Go back: what "
            "you typed should still be there. Allow cookies for this site, reload the page and "
            "send again."
        ),
    )


def not_found(request, exception=None):
    return _page(
        request,
        404,
        _("This page does not exist"),
        _("The address may have changed, or may be incomplete."),
    )


def server_error(request):
    """Asks nothing of the database or the context: they may be what failed."""
    with _language_of(request):
        return HttpResponseServerError(render_to_string("500.html"))


def _page(request, status, title, text):
    with _language_of(request):
        return render(request, "error.html", {"title": title, "text": text}, status=status)


def _language_of(request):
    return translation.override(translation.get_language_from_request(request, check_path=True))
