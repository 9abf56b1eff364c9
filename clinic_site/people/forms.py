"""Logging in, the code, and passwords with a hint of how good they are."""

from django import forms
from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.admin.forms import AdminPasswordChangeForm as OwnChangeForm
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm
from django.forms.widgets import Script
from django.utils.translation import gettext_lazy as _

from .journal import not_staff


class LoginForm(AdminAuthenticationForm):
    def confirm_login_allowed(self, user):
        """The words are the same as for a wrong password; the log knows the difference."""
        if user.is_active and not user.is_staff:
            not_staff(user)
        super().confirm_login_allowed(user)


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "autofocus": True}
        ),
    )


class NewPassword(forms.PasswordInput):
    """A password that is being chosen: a script says how long it still must get."""

    template_name = "people/new_password.html"

    class Media:
        js = [Script("js/password.js", type="module")]

    def get_context(self, name, value, attrs):
        validators = settings.AUTH_PASSWORD_VALIDATORS
        (least,) = (v["OPTIONS"]["min_length"] for v in validators if "OPTIONS" in v)
        return {**super().get_context(name, value, attrs), "least": least}


def give_hint(form: forms.Form, name: str) -> None:
    field = form.fields[name]
    field.widget = NewPassword(attrs=field.widget.attrs)


class OwnPasswordForm(OwnChangeForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        give_hint(self, "new_password1")


class PasswordForm(AdminPasswordChangeForm):
    """The password that an owner gives somebody."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        give_hint(self, "password1")


class NewUserForm(AdminUserCreationForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        give_hint(self, "password1")
