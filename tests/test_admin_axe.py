"""
Every page of the admin that staff open, on a phone, in French: nothing that axe finds, nothing
too wide, nothing asked of another host, no cookie but its own.
"""

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from reversion.models import Revision

from clinic_site.contact.models import Enquiry
from clinic_site.editions.draft_link import draft_address, new_token
from clinic_site.pictures.models import Picture
from clinic_site.practice.models import Page
from procedures.models import Complication, Procedure, Term

from .admin_form import address
from .browser import overflow, page_in, violations
from .enquiries import make_message
from .keyboard import keep_session
from .people import PASSWORD, enter, log_in_by_form, make_person
from .pictures import make_picture
from .undoing import address_in_history, bring_back, delete, of_model

pytestmark = pytest.mark.browser

OF_NO_ROW = ["", "guide/", "translations/", "launch/", "components/", "password_change/"]
OF_NO_ROW += ["two-factor/", "two-factor/phone/", "auth/user/add/", "practice/practice/1/change/"]
OF_NO_ROW += ["editions/edition/", "editions/edition/add/", "editions/edition/1/change/"]
OF_NO_ROW += ["editions/edition/compare/?before=1&after=1", "procedures/", "contact/enquiry/?q=x"]
OF_NO_ROW += ["editions/edition/on-date/?page=fr/&day=2026-01-01", "auth/user/?role=Owners"]
LISTED = [Procedure, Complication, Term, Page, Picture, Enquiry, User]
WITH_ADDITION = [Procedure, Term, Picture]
WITH_DELETION = [Procedure, Complication, Term, Picture]


def faults_of(page) -> list[str]:
    """What is wrong with the page that is open, which is left."""
    found = list(page.faults)
    wide = overflow(page)
    found += [f"{wide} px too wide", *violations(page)] if wide else violations(page)
    page.goto("about:blank")  # axe's own styles are refused, some of them late
    page.faults.clear()
    return found


def pages_of_rows() -> list[str]:
    pages = []
    for model in LISTED:
        row = model.objects.first()
        pages += [of_model(model, "changelist"), address(row), address(row, "history")]
        pages += [of_model(model, "add")] if model in WITH_ADDITION else []
        pages += [of_model(model, "deleted")] if model in WITH_DELETION else []
        pages += [address(row, "delete")] if model in [*WITH_DELETION, Enquiry] else []
    return [*pages, reverse("admin:auth_user_password_change", args=[row.pk])]


def pages_of_revisions(client: Client) -> list[str]:
    """A complication is deleted, put back, and another one deleted."""
    row, other = Complication.objects.all()[:2]
    for each in (row, other):
        delete(client, each)
    of_other, of_row = Revision.objects.order_by("-pk")[:2]
    bring_back(client, Complication, of_row)
    revisions = Revision.objects.filter(version__object_id=str(row.pk)).order_by("pk")
    kept = [each for each in revisions if each != of_row]
    pages = [f"{of_model(Complication, 'bring_back')}?revision={of_other.pk}"]
    pages += [address_in_history(row, kept[-1]), address_in_history(row, kept[-1], "put-back/")]
    return pages


@pytest.mark.parametrize("share", range(3))  # so that several workers have a part of it
def test_no_page_of_the_admin_has_a_fault(browser, served, share):
    make_message()
    make_picture(with_variants=False)
    owner = make_person("Owners", is_superuser=True)
    Procedure.objects.get().outdated.create(field="summary", language="en")
    revised = pages_of_revisions(enter(Client(), owner))
    pages = [*(f"/admin/{path}" for path in OF_NO_ROW), *pages_of_rows(), *revised]
    pages.append(draft_address(new_token(), "fr/"))
    with page_in(browser, 390, locale="fr-FR") as page:
        keep_session(page, served, owner)
        found = {}
        for path in pages[share::3]:
            status = page.goto(served + path, timeout=60_000).status
            if status != 200 or (faults := faults_of(page)):
                found[path] = [status, *faults]
        assert found == {}
        cookies = {cookie["name"] for cookie in page.context.cookies()}
        assert cookies <= {"csrftoken", "sessionid", "messages"}


def test_no_page_before_the_admin_has_a_fault(browser, served):
    person = make_person("Editors", is_superuser=True)
    found = {}
    with page_in(browser, 390, locale="fr-FR") as page:
        page.goto(f"{served}/admin/")
        found["login"] = faults_of(page)
        log_in_by_form(page, served, person)
        page.goto(f"{served}/admin/procedures/term/add/")
        Session.objects.all().delete()
        page.fill("[name=name_fr]", "Mot")
        page.locator("form").last.evaluate("form => { form.noValidate = true }")
        page.click("[name=_save]")
        page.wait_for_selector("[name=name_fr][type=hidden]", state="attached")
        page.faults.clear()  # the browser notes the answer 403
        found["kept form"] = faults_of(page)
        page.goto(f"{served}/admin/login/")
        page.fill("[name=username]", person.username)
        page.fill("[name=password]", PASSWORD)
        page.click("[type=submit]")
        page.wait_for_selector("[name=code]")
        found["code"] = faults_of(page)
        page.context.clear_cookies()
        attempted = {"ip_address": "127.0.0.1", "failures_since_start": 5}
        AccessAttempt.objects.create(username="nadia", attempt_time=timezone.now(), **attempted)
        page.goto(f"{served}/admin/login/")
        page.fill("[name=username]", "nadia")
        page.fill("[name=password]", "wrong")
        page.click("[type=submit]")
        page.get_by_text("Retour à la page de connexion").wait_for()
        page.faults.clear()  # the browser notes the answer 429
        found["locked out"] = faults_of(page)
    assert found == {"login": [], "kept form": [], "code": [], "locked out": []}
