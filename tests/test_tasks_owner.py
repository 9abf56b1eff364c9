"""What the owner of the accounts does, with the keyboard alone, in French, on a phone's width."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from .keyboard import at_work, button, choose, follow, link, press, said, write
from .people import enter, make_person

pytestmark = pytest.mark.browser

NEW_PASSWORD = "agrafe cheval pile"


def test_the_owner_makes_an_account_with_a_role_for_a_colleague(browser, served):
    with at_work(browser, served, make_person("Owners")) as page:
        follow(link(page, "Utilisateurs"))
        follow(page.locator(".addlink"))
        write(page.get_by_label("Nom d’utilisateur"), "nadia")
        write(page.get_by_label("Prénom"), "Nadia")
        press(page.get_by_label("Accueil – "))
        write(page.locator("[name=password1]"), NEW_PASSWORD)
        write(page.locator("[name=password2]"), NEW_PASSWORD)
        follow(button(page, "Enregistrer"))
        assert "« nadia » a été ajouté avec succès" in said(page)
    nadia = User.objects.get(username="nadia")
    assert [group.name for group in nadia.groups.all()] == ["Reception"]
    assert (nadia.first_name, nadia.is_staff, nadia.is_superuser) == ("Nadia", True, False)
    assert nadia.check_password(NEW_PASSWORD)


def test_the_owner_ends_the_sessions_of_a_colleague_whose_phone_is_lost(browser, served):
    colleague = make_person("Reception", "nadia")
    elsewhere = enter(Client(), colleague)
    assert elsewhere.get("/admin/").status_code == 200
    with at_work(browser, served, make_person("Owners")) as page:
        follow(link(page, "Utilisateurs"))
        choose(page.locator("select[name=action]"), "Fermer")
        press(page.get_by_role("row", name="nadia").get_by_role("checkbox"))
        follow(button(page, "Envoyer"), "Shift+Tab")
        assert said(page) == "1 session a été fermée."
        assert elsewhere.get("/admin/").status_code == 302
        choose(page.locator("select[name=action]"), "Oublier")
        press(page.get_by_role("row", name="nadia").get_by_role("checkbox"))
        follow(button(page, "Envoyer"), "Shift+Tab")
        assert said(page) == "Nadia enregistrera un téléphone à la prochaine connexion."
    assert not TOTPDevice.objects.filter(user=colleague).exists()
