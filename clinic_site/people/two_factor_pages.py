"""The pages of the second factor. Each is open with a password alone, as far as that may go."""

from io import BytesIO

import segno
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import user_passes_test
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe
from django_otp import login
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import default_key

from . import journal
from .forms import CodeForm
from .trust import has_phone, is_staff_account, must_use_two_factors
from .two_factor import (
    codes_left,
    confirm_phone,
    device_for,
    has_devices,
    key_in_words,
    must_wait_with,
    new_recovery_codes,
    verified_by,
)

KEY = "two_factor_key"  # in the session: nobody who came before can know it

staff_only = user_passes_test(is_staff_account, login_url=reverse_lazy("admin:login"))


@staff_only
@sensitive_post_parameters("code")
def two_factor(request, site):
    """Asks for the code; says how things are to whoever has given it; leads who has none."""
    user = request.user
    if user.is_verified():
        context = {"has_phone": has_phone(user), "codes_left": codes_left(user)}
        return page(request, site, "two_factor", _("Two-factor authentication"), context)
    if not has_devices(user):
        return redirect(f"{reverse_lazy('admin:two_factor_phone')}?{request.GET.urlencode()}")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        code = form.cleaned_data["code"]
        must_wait = must_wait_with(user, code)
        if device := verified_by(user, code):
            return come_in(request, device)
        journal.wrong_code(user)
        form.add_error("code", refusal(must_wait))
    return page(request, site, "code", _("Your code"), {"form": form})


def come_in(request, device):
    """Trust the session from here on, under a new key."""
    login(request, device)
    request.session.cycle_key()
    if isinstance(device, StaticDevice):
        journal.note(request.user, journal.CODE_USED)
        return redirect("admin:two_factor")
    return redirect(next_page(request))


def refusal(must_wait: bool) -> str:
    if must_wait:
        return _("Too many wrong codes. Wait a minute, then type the one that shows then.")
    return _(
        "This code is wrong or has been used. Type the six digits that the app shows now, "
        "or one of your recovery codes."
    )


@staff_only
@sensitive_post_parameters("code")
def phone(request, site):
    """Sets up a phone, the first or another one; then shows recovery codes, once."""
    require_verified_if_set_up(request)
    user, key = request.user, request.session.setdefault(KEY, default_key())
    form = CodeForm(request.POST or None)
    if form.is_valid():
        if device := confirm_phone(user, key, "".join(form.cleaned_data["code"].split())):
            del request.session[KEY]
            login(request, device)
            request.session.cycle_key()
            journal.note(user, journal.PHONE_SET)
            return show_codes(request, site)
        journal.wrong_code(user)
        form.add_error("code", _("This is not the code that the app shows for this key."))
    context = {"form": form, "key": key_in_words(key), "must": must_use_two_factors(user)}
    context["address"] = device_for(user, key).config_url
    return page(request, site, "phone", _("Set up two-factor authentication"), context)


@staff_only
@require_safe
def picture(request, site):
    """The key as a QR code. A file of its own: the policy allows no picture within the page."""
    require_verified_if_set_up(request)
    if KEY not in request.session:
        return redirect("admin:two_factor_phone")
    file = BytesIO()
    address = device_for(request.user, request.session[KEY]).config_url
    segno.make(address, micro=False).save(file, kind="svg", scale=5, light="white")
    return HttpResponse(file.getvalue(), content_type="image/svg+xml")


@staff_only
@require_POST
def codes(request, site):
    if not request.user.is_verified():
        raise PermissionDenied
    return show_codes(request, site)


def show_codes(request, site):
    context = {"codes": new_recovery_codes(request.user), "next": next_page(request)}
    journal.note(request.user, journal.CODES_MADE)
    return page(request, site, "codes", _("Your recovery codes"), context)


def require_verified_if_set_up(request) -> None:
    """Whoever knows the password only must not put another phone in the place of the owner's."""
    if has_devices(request.user) and not request.user.is_verified():
        raise PermissionDenied


def next_page(request) -> str:
    found = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME, "")
    is_ours = url_has_allowed_host_and_scheme(
        found, {request.get_host()}, require_https=request.is_secure()
    )
    return found if is_ours else str(reverse_lazy("admin:index"))


def page(request, site, name: str, title: str, context: dict):
    context = {**site.each_context(request), "title": title, "next": next_page(request), **context}
    return render(request, f"admin/people/{name}.html", context)
