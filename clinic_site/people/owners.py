"""Owners look after the accounts; there is always one who can log in."""

from django import forms
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import User
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .roles import OWNERS


def active_owners():
    """Those who can manage accounts: superusers, and the group of owners."""
    active = User.objects.filter(is_active=True, is_staff=True)
    return active.filter(Q(is_superuser=True) | Q(groups__name=OWNERS)).distinct()


class AccountForm(UserChangeForm):
    def clean(self):
        cleaned = super().clean()
        if self.is_last_owner() and not self.stays_owner(cleaned):
            raise forms.ValidationError(
                _("This is the last active owner. Make somebody else an owner first.")
            )
        return cleaned

    def is_last_owner(self) -> bool:
        others = active_owners().exclude(pk=self.instance.pk)
        return active_owners().filter(pk=self.instance.pk).exists() and not others.exists()

    def stays_owner(self, cleaned: dict) -> bool:
        is_superuser = cleaned.get("is_superuser", self.instance.is_superuser)
        names = [group.name for group in cleaned.get("groups", [])]
        return cleaned.get("is_active", True) and (is_superuser or OWNERS in names)


def rights_changed(form: forms.ModelForm) -> list[str]:
    """What a saved form gave (+) and took (-): ["+Publishers", "-active"]."""
    before = {group.name for group in form.initial.get("groups", [])}
    after = {group.name for group in form.cleaned_data.get("groups", [])}
    changed = [f"+{name}" for name in sorted(after - before)]
    changed += [f"-{name}" for name in sorted(before - after)]
    for flag in ("is_active", "is_superuser"):
        if flag in form.changed_data:
            changed.append(f"{'+' if form.cleaned_data[flag] else '-'}{flag.removeprefix('is_')}")
    return changed
