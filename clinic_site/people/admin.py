"""The accounts of the practice, and what their owner does for the others."""

from django import forms
from django.contrib import admin
from django.contrib.auth import admin as stock
from django.contrib.auth.models import Group, User
from django.db.models import Exists, OuterRef
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from . import journal
from .forms import NewUserForm, PasswordForm
from .owners import AccountForm, rights_changed
from .roles import MEANINGS, ROLES
from .sessions import end_sessions
from .two_factor import forget_devices

# Roles are the code's (roles.py), and keys of phones are nobody's to read.
admin.site.unregister([User, Group, TOTPDevice, StaticDevice])


class RoleFilter(admin.SimpleListFilter):
    """By role, in the language of the reader."""

    title = _("role")
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return [(name, gettext(name)) for name in ROLES]

    def queryset(self, request, users):
        return users.filter(groups__name=self.value()) if self.value() else users


class RolesField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple(attrs={"class": "role-list"})

    def label_from_instance(self, group):
        name, meaning = gettext(group.name), MEANINGS.get(group.name)
        return f"{name} – {gettext(meaning)}" if meaning else name


@admin.register(User)
class AccountAdmin(stock.UserAdmin):
    form = AccountForm
    add_form = NewUserForm
    change_password_form = PasswordForm
    list_display = ["username", "full_name", "roles", "is_active", "last_login", "two_factors"]
    list_filter = ["is_active", RoleFilter]
    list_per_page = 50
    actions = ["end_all_sessions", "forget_phone"]
    names = ("first_name", "last_name", "email")
    add_fieldsets = [
        (None, {"fields": ["username", *names, "groups", "password1", "password2"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]

    def get_fieldsets(self, request, user=None):
        """Only superusers see what makes one."""
        if user is None:
            return self.add_fieldsets
        rights = ["is_active", "groups", *(["is_superuser"] if request.user.is_superuser else [])]
        return [
            (None, {"fields": ["username", "password", *self.names]}),
            (_("Rights"), {"fields": rights}),
            (_("Important dates"), {"fields": self.readonly_fields}),
        ]

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "groups":
            return RolesField(
                Group.objects.order_by("pk"), required=False, label=_("Roles"), help_text=""
            )
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_queryset(self, request):
        phones = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        users = super().get_queryset(request).annotate(has_phone=Exists(phones))
        return users.prefetch_related("groups")

    def has_change_permission(self, request, user=None):
        """Who could change a superuser's password would be one."""
        may = super().has_change_permission(request, user)
        return may and (request.user.is_superuser or not (user and user.is_superuser))

    def has_delete_permission(self, request, user=None):
        """An account is switched off, not deleted: what it did stays signed."""
        return False

    @admin.display(description=_("name"))
    def full_name(self, user):
        return user.get_full_name()

    @admin.display(description=_("roles"))
    def roles(self, user):
        names = [gettext(group.name) for group in user.groups.all()]
        return ", ".join([*([gettext("superuser")] if user.is_superuser else []), *names])

    @admin.display(description=_("two-factor"), boolean=True)
    def two_factors(self, user):
        return user.has_phone

    def save_model(self, request, user, form, change):
        user.is_staff = True  # there are no other accounts than the practice's
        super().save_model(request, user, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if changed := rights_changed(form):
            journal.note(form.instance, journal.RIGHTS + ", ".join(changed), request.user)
        if "is_active" in form.changed_data and not form.instance.is_active:
            end_sessions(form.instance)

    @admin.action(description=_("End all sessions"), permissions=["change"])
    def end_all_sessions(self, request, users):
        ended = 0
        for user in self.changeable(request, users):
            ended += end_sessions(user)
            journal.note(user, journal.SESSIONS_ENDED, request.user)
        text = ngettext("%s session was ended.", "%s sessions were ended.", ended)
        self.message_user(request, text % ended)

    @admin.action(description=_("Forget the phone and its recovery codes"), permissions=["change"])
    def forget_phone(self, request, users):
        for user in self.changeable(request, users):
            forget_devices(user)
            end_sessions(user)
            journal.note(user, journal.PHONE_FORGOTTEN, request.user)
            text = _("{} sets up a phone at the next login.")
            self.message_user(request, format_html(text, user.get_username()))

    def changeable(self, request, users):
        return [user for user in users if self.has_change_permission(request, user)]

    def history_view(self, request, object_id, extra_context=None):
        response = super().history_view(request, object_id, extra_context)
        if response.status_code == 200:
            for entry in response.context_data["action_list"]:
                entry.change_message = journal.in_words(entry.get_change_message())
        return response
