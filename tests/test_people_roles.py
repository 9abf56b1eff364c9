"""Which role opens which address, and that none can widen its rights."""

import os

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from clinic_site.people.roles import MEANINGS, ROLES, codenames, make_groups

from .admin_rows import something_of_everything
from .people import client_of
from .roles import FILE, WRITE, addresses, as_markdown
from .roles import ROLES as EVERYBODY

pytestmark = pytest.mark.usefixtures("edition")


def measured() -> dict[str, dict[str, int]]:
    clients = {role: client_of(role) for role in EVERYBODY}
    return {
        name: {role: client.get(url).status_code for role, client in clients.items()}
        for name, url in addresses(*something_of_everything()).items()
    }


def test_the_document_says_what_each_role_is_answered_at_each_address():
    said = as_markdown(measured())
    if os.environ.get(WRITE):
        FILE.write_text(said)

    assert FILE.read_text() == said


def test_each_line_of_the_table_names_models_that_exist_and_each_role_has_a_meaning():
    known = set(Permission.objects.values_list("content_type__app_label", "codename"))

    assert {role: codenames(role) - known for role in ROLES} == {role: set() for role in ROLES}
    assert set(MEANINGS) == set(ROLES)


def test_after_migrating_the_groups_have_the_rights_of_the_table_and_no_others():
    editors = Group.objects.get(name="Editors")
    editors.permissions.set(Permission.objects.filter(codename="change_user"))
    Group.objects.get(name="Reception").delete()

    call_command("migrate", verbosity=0)

    assert {
        group.name: set(group.permissions.values_list("content_type__app_label", "codename"))
        for group in Group.objects.all()
    } == {role: codenames(role) for role in ROLES}


def test_the_groups_are_made_where_no_permission_exists_yet():
    Permission.objects.all().delete()
    Group.objects.all().delete()

    make_groups()

    assert {
        group.name: group.permissions.count() for group in Group.objects.all()
    } == dict.fromkeys(ROLES, 0)


def test_no_role_but_owners_has_a_right_over_accounts_and_none_over_groups():
    over = {
        role: sorted(name for label, name in codenames(role) if label in OVER_RIGHTS)
        for role in ROLES
    }

    assert over == {
        "Editors": [],
        "Publishers": [],
        "Reception": [],
        "Owners": ["add_user", "change_user", "view_user"],
    }
    assert not any(model is Group for model in admin.site._registry)


OVER_RIGHTS = ["auth", "contenttypes", "sessions", "otp_totp", "otp_static", "admin", "axes"]


def test_a_role_s_rights_are_in_apps_that_are_installed():
    places = {place.partition(".")[0] for lines in ROLES.values() for place in lines}

    assert [label for label in places if label not in apps.app_configs] == []
