"""Staff at work with the keyboard alone, in French, on a screen as narrow as a phone's."""

from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Locator, Page

from .browser import overflow, page_in
from .people import enter

PATIENCE = 80  # keys: whoever must press more of them has no reasonable way
FOCUSED = "e => e === document.activeElement"


@contextmanager
def at_work(browser, served: str, person: User):
    """The admin's front page, as `person` finds it after both factors."""
    with page_in(browser, 390, locale="fr-FR") as page:
        page.set_default_navigation_timeout(60_000)  # a procedure's form is the largest page
        keep_session(page, served, person)
        page.goto(f"{served}/admin/")
        yield page
        assert page.faults == []


def keep_session(page: Page, served: str, person: User) -> None:
    """As if `person` had just logged in, in this browser."""
    session = enter(Client(), person).cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": session.key, "value": session.value, "url": served}])


def press_until(page: Page, key: str, selector: str) -> None:
    """Press `key` until the element at `selector` has the focus."""
    for _time in range(PATIENCE):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} does not lead to {selector}")


def go_to(target: Locator, key: str = "Tab") -> None:
    """Press `key` until `target` has the focus."""
    for _time in range(PATIENCE):
        target.page.keyboard.press(key)
        if target.evaluate(FOCUSED):
            return
    raise AssertionError(f"{PATIENCE} times {key} do not lead to {target}")


def press(target: Locator, by: str = "Space") -> None:
    """Go to a button, a box to tick or a part to open, and press it."""
    go_to(target)
    target.page.keyboard.press(by)


def send(page: Page) -> None:
    """Send the form from the field that has the focus."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def choose(target: Locator, start: str, key: str = "Tab") -> None:
    """Go to a list of choices, and type how the one that is wanted begins."""
    go_to(target, key)
    target.page.keyboard.type(start)


def follow(target: Locator, key: str = "Tab") -> None:
    """Go to a link or to a button that sends a form; the page that follows fits the screen."""
    page = target.page
    go_to(target, key)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert (page.url, overflow(page)) == (page.url, 0)


def link(page: Page, name: str) -> Locator:
    return page.get_by_role("link", name=name, exact=True).first


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True).first


def write(target: Locator, text: str, key: str = "Tab") -> None:
    """Go to a field, and type `text` in the place of what it says."""
    go_to(target, key)
    target.page.keyboard.press("ControlOrMeta+A")
    target.page.keyboard.type(text)


def said(page: Page) -> str:
    """What the admin says after a form was sent."""
    return page.inner_text(".messagelist").replace("\N{NO-BREAK SPACE}", " ")
