"""
Which group may do what to which model. This table is the only place that says so.

After each `migrate` the groups have these rights and no others. A new model
that staff edit needs a line here: "app" for all models of an app, "app.model"
for one. No role holds a right over groups: whoever is in one cannot widen it.
"""

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext_noop as _

OWNERS = _("Owners")
ALL = "view add change delete"
CONTENT = {"practice": ALL, "procedures": ALL, "pictures": ALL, "editions.edition": "view"}
PUBLISHING = {"editions.edition": "view add"}
ENQUIRIES = {"contact.enquiry": "view change delete", "contact.message": "view"}
ACCOUNTS = {"auth.user": "view add change"}

ROLES = {
    _("Editors"): CONTENT,
    _("Publishers"): CONTENT | PUBLISHING,
    _("Reception"): ENQUIRIES,
    OWNERS: CONTENT | PUBLISHING | ENQUIRIES | ACCOUNTS,
}
# What the owner reads beside each role when giving it.
MEANINGS = {
    "Editors": _("Change the texts, the figures and the details of the practice. Do not publish."),
    "Publishers": _("Change the same as editors, and publish editions."),
    "Reception": _("Read and answer enquiries. Do not see the texts being prepared."),
    OWNERS: _("All of this, and the accounts of the others."),
}


def codenames(role: str) -> set[tuple[str, str]]:
    """The rights of `role`, as pairs of app and codename: ("editions", "add_edition")."""
    return {
        (label, f"{action}_{model}")
        for place, actions in ROLES[role].items()
        for label, model in models_at(place)
        for action in actions.split()
    }


def models_at(place: str) -> list[tuple[str, str]]:
    """App and name of the models that a line of the table means."""
    label, _dot, name = place.partition(".")
    if name:
        return [(label, name)]
    return [(label, model._meta.model_name) for model in apps.get_app_config(label).get_models()]


def make_groups(using: str = "default", **_signal) -> None:
    """Make the groups, and give each the rights of the table; safe to repeat."""
    known = {
        (permission.content_type.app_label, permission.codename): permission
        for permission in Permission.objects.using(using).select_related("content_type")
    }
    for role in ROLES:
        group, _created = Group.objects.using(using).get_or_create(name=role)
        group.permissions.set(known[right] for right in codenames(role) if right in known)
