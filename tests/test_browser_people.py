"""Logging in, the second factor, passwords and the end of a session, in a real browser."""

import re
from base64 import b32decode
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from .browser import overflow, page_in, violations
from .people import PASSWORD, code_of, log_in_by_form, make_person

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [390, 1280])
def test_the_first_login_sets_up_a_phone_with_the_keyboard_alone(browser, served, width):
    make_person("Reception")
    with page_in(browser, width, locale="en-GB") as page:
        page.goto(f"{served}/admin/contact/enquiry/")
        page.focus("[name=username]")
        page.keyboard.type("claire")
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        picture = page.locator(".second-factor__picture")
        assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
        assert page.faults == []  # axe's own styles are refused: look before it runs
        assert (violations(page), overflow(page)) == ([], 0)
        address = page.get_attribute(".second-factor a[href^=otpauth]", "href")
        assert re.match(r"otpauth://totp/.*claire\?secret=", address)
        secret = page.inner_text(".second-factor__key").replace(" ", "")
        page.keyboard.type(code_of(hex_of(secret)))
        page.keyboard.press("Enter")
        page.wait_for_selector(".second-factor__codes")
        assert page.locator(".second-factor__codes li").count() == 10
        assert page.is_visible("[data-print]")
        assert (violations(page), overflow(page)) == ([], 0)
        page.focus("a.button.default")
        page.keyboard.press("Enter")
        page.wait_for_url("**/admin/contact/enquiry/")
        page.goto(f"{served}/admin/two-factor/")
        assert (violations(page), overflow(page)) == ([], 0)


def hex_of(secret: str) -> str:
    return b32decode(secret).hex()


def end_in(seconds: int) -> None:
    """As if nothing had been done until `seconds` before the end."""
    end = timezone.now() + timedelta(seconds=seconds)
    for row in Session.objects.all():
        session = row.get_session_store_class()(row.session_key)
        session["began"] = (end - timedelta(hours=11)).isoformat()
        session.set_expiry(end)
        session.save()


def test_two_minutes_before_the_end_a_key_is_enough_to_stay(browser, served):
    person = make_person("Editors", is_superuser=True)
    with page_in(browser, 390, locale="en-GB") as page:
        log_in_by_form(page, served, person)
        page.goto(f"{served}/admin/procedures/term/add/")
        page.fill("[name=name_fr]", "Zwischenzug")
        end_in(100)
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        page.wait_for_selector("#session-warning[open]")
        assert "logged out in less than two minutes" in page.inner_text("#session-warning")
        page.keyboard.press("Enter")
        page.wait_for_selector("#session-warning", state="hidden")
        assert page.input_value("[name=name_fr]") == "Zwischenzug"
        asked = "fetch('/admin/session/').then(r => r.json()).then(said => said.seconds)"
        assert page.evaluate(asked) > 1700
        assert page.faults == []
        page.evaluate("document.getElementById('session-warning').showModal()")
        assert violations(page) == []


def test_a_session_that_is_over_says_so(browser, served):
    person = make_person("Editors", is_superuser=True)
    with page_in(browser, 390, locale="en-GB") as page:
        log_in_by_form(page, served, person)
        page.goto(f"{served}/admin/procedures/term/add/")
        Session.objects.all().delete()
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        page.wait_for_selector("#session-warning[open]")
        assert "You have been logged out." in page.inner_text("#session-warning")
        page.keyboard.press("Enter")
        page.wait_for_selector("#session-warning", state="hidden")


def test_a_new_password_is_measured_while_it_is_typed(browser, served):
    person = make_person("Owners", first_name="Marguerite")
    with page_in(browser, 390, locale="en-GB") as page:
        log_in_by_form(page, served, person)
        page.goto(f"{served}/admin/auth/user/{person.pk}/password/")
        page.goto(f"{served}/admin/auth/user/add/")
        page.fill("[name=username]", "nadia")
        words = page.locator(".password-hint [role=status]")
        said = {}
        for typed in ("nadia123", "nadia nadia nadia", "123456789012345", "cheval pile agrafe"):
            page.fill("[name=password1]", typed)
            said[typed] = words.inner_text().split(":")[0].split(".")[0]
        assert said == {
            "nadia123": "Characters still missing",
            "nadia nadia nadia": "Long enough, but easy to guess",
            "123456789012345": "Long enough, but easy to guess",
            "cheval pile agrafe": "Long enough",
        }
        assert page.faults == []
        assert (violations(page), overflow(page)) == ([], 0)
