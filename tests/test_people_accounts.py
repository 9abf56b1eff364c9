"""What an owner does with accounts, and what nobody can do with their own."""

import pytest
from django.contrib.auth.models import Group, User

from .admin_form import ENGLISH, address, opened, page_of, saved
from .people import PASSWORD, client_of, make_person

pytestmark = pytest.mark.usefixtures("edition")

USERS = "/admin/auth/user/"


@pytest.mark.parametrize("role", ["Editors", "Publishers", "Reception"])
def test_nobody_but_an_owner_changes_an_account_their_own_included(role):
    client = client_of(role)
    own = User.objects.get()
    raised = {"username": own.username, "groups": [4], "is_superuser": "on", "is_active": "on"}

    answers = [
        client.post(address(own), raised).status_code,
        client.post(f"{USERS}add/", {**raised, "username": "x"}).status_code,
        client.post(f"{USERS}{own.pk}/password/", {"password1": PASSWORD}).status_code,
        client.post(USERS, {"action": "forget_phone", "_selected_action": own.pk}).status_code,
    ]

    assert answers == [403] * 4
    own.refresh_from_db()
    assert ([group.name for group in own.groups.all()], own.is_superuser) == ([role], False)


def test_an_owner_is_not_offered_and_cannot_send_what_makes_a_superuser():
    client = client_of("Owners")
    own = User.objects.get()
    values = opened(client, own)

    assert "is_superuser" not in page_of(client, own)
    response = saved(
        client,
        {**values, "is_superuser": "on", "is_staff": "on", "user_permissions": ["1"]},
        own,
    )
    assert response.status_code == 302
    own.refresh_from_db()
    assert (own.is_superuser, own.user_permissions.count()) == (False, 0)


def test_an_owner_cannot_touch_a_superuser(admin_user):
    client = client_of("Owners")
    form, password = address(admin_user), f"{USERS}{admin_user.pk}/password/"

    new = {"password1": PASSWORD + "!", "password2": PASSWORD + "!", "usable_password": "true"}
    assert client.post(password, new).status_code == 403
    assert client.post(form, {"username": "mine"}).status_code == 403
    for action in ("forget_phone", "end_all_sessions"):
        client.post(USERS, {"action": action, "_selected_action": admin_user.pk})

    before = User.objects.get(pk=admin_user.pk)
    assert (before.username, before.password) == (admin_user.username, admin_user.password)
    assert not admin_user.logentry_set.exists()


@pytest.mark.parametrize("change", [{"is_active": None}, {"groups": []}])
def test_the_last_active_owner_stays_one(change):
    client = client_of("Owners")
    make_person("Owners", "away", is_active=False)
    own = User.objects.get(username="is-owners")
    values = {**opened(client, own), **change}
    values = {name: value for name, value in values.items() if value is not None}

    refused = saved(client, values, own)

    assert "This is the last active owner." in refused.content.decode()
    own.refresh_from_db()
    assert (own.is_active, own.groups.count()) == (True, 1)
    make_person("Owners", "second")
    assert saved(client, values, own).status_code == 302


def test_nobody_is_deleted_so_that_what_they_did_stays_signed(admin_client, admin_user):
    other = make_person("Editors")

    assert admin_client.post(address(other, "delete"), {"post": "yes"}).status_code == 403
    listed = admin_client.get(USERS, headers=ENGLISH).content.decode()
    assert "delete_selected" not in listed


def test_an_owner_makes_an_account_that_works(admin_client):
    groups = [Group.objects.get(name="Reception").pk]
    response = admin_client.post(
        f"{USERS}add/",
        {
            "username": "zoe",
            "groups": groups,
            "password1": PASSWORD,
            "password2": PASSWORD,
            "usable_password": "true",
        },
    )

    assert response.status_code == 302
    zoe = User.objects.get(username="zoe")
    assert (zoe.is_staff, zoe.has_perm("contact.view_enquiry")) == (True, True)
    assert zoe.check_password(PASSWORD)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_accounts_needs_the_same_queries_however_long(
    admin_client, django_assert_num_queries, count
):
    for number in range(count):
        make_person("Editors", f"person-{number}")

    # session, user, phone; 2 counts; rows, their groups
    with django_assert_num_queries(7):
        assert admin_client.get(USERS).status_code == 200
