"""The part of the admin's site that decides who comes in, and with what."""

from functools import update_wrapper

from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.http import JsonResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from . import two_factor_pages as pages
from .forms import LoginForm, OwnPasswordForm
from .kept_form import keep_form
from .sessions import seconds_left
from .trust import is_staff_account, is_trusted


class GuardedSite(admin.AdminSite):
    """Asks for the second factor where it is due, and keeps forms that were sent too late."""

    login_form = LoginForm

    def get_urls(self):
        def own(route, view, name):
            view = never_cache(csrf_protect(view))
            return path(route, view, {"site": self}, name=name)

        return [
            own("two-factor/", pages.two_factor, "two_factor"),
            own("two-factor/phone/", pages.phone, "two_factor_phone"),
            own("two-factor/phone.svg", pages.picture, "two_factor_picture"),
            own("two-factor/codes/", pages.codes, "two_factor_codes"),
            path("session/", never_cache(csrf_protect(self.session)), name="session"),
            # Reachable with a password alone too: whoever cannot go on can leave.
            path("logout/", never_cache(csrf_protect(self.logout)), name="logout"),
            *super().get_urls(),
        ]

    def has_permission(self, request):
        return is_trusted(request.user)

    def each_context(self, request):
        left = seconds_left(request.session) if self.has_permission(request) else 0
        return {**super().each_context(request), "session_seconds": left}

    def admin_view(self, view, cacheable=False):
        open_view = super().admin_view(view, cacheable)

        def guarded(request, *args, **kwargs):
            if self.has_permission(request):
                return open_view(request, *args, **kwargs)
            if request.method == "POST":
                return keep_form(request, self)
            if is_staff_account(request.user):
                return redirect_to_login(request.get_full_path(), reverse("admin:two_factor"))
            return open_view(request, *args, **kwargs)

        return update_wrapper(guarded, open_view)

    def login(self, request, extra_context=None):
        """Whoever has shown the password and lacks the code need not log in again."""
        lacks_code = is_staff_account(request.user) and not self.has_permission(request)
        if request.method == "GET" and lacks_code:
            after = request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index")
            return redirect_to_login(after, reverse("admin:two_factor"))
        return super().login(request, extra_context)

    def password_change(self, request, extra_context=None):
        from django.contrib.auth.views import PasswordChangeView

        return PasswordChangeView.as_view(
            form_class=OwnPasswordForm,
            success_url=reverse("admin:password_change_done"),
            template_name="registration/password_change_form.html",
            extra_context={**self.each_context(request), **(extra_context or {})},
        )(request)

    @method_decorator(require_http_methods(["GET", "POST"]))
    def session(self, request):
        """How many seconds are left; by POST, after a use. Asked by a page that stays open."""
        seconds = seconds_left(request.session) if self.has_permission(request) else 0
        return JsonResponse({"seconds": seconds})
