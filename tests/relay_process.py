"""A site whose relay is a process too, and visitors who send it the form."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

from .contact_page import FORM, Elements, typed
from .mail_faults import Delivered, MailServer
from .site_process import Answer, Site, running
from .site_template import site_template

SETTINGS = """
from site_settings import *
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=EMAIL_TIMEOUT)
"""
LONG_AGO = "2000-01-01 00:00:00"
WAITS = "sent_at IS NULL AND failed_at IS NULL"


@contextmanager
def site_that_sends_to(mail: MailServer, folder: Path, **environment: str) -> Iterator[Site]:
    """A site that serves; its relay is not started."""
    with site_template().copied_to(folder) as (database, archives):
        site = Site(folder / "node-1", database, archives)
        (folder / "relay_settings.py").write_text(SETTINGS)
        site.environment |= {
            "PYTHONPATH": f"{folder}:{site.environment['PYTHONPATH']}",
            "DJANGO_SETTINGS_MODULE": "relay_settings",
            "EMAIL_URL": f"smtp://127.0.0.1:{mail.port}",
            "BEHIND_PROXY": "true",  # each visitor comes from an address of their own
            **environment,
        }
        with running(site):
            yield site


@contextmanager
def relay_of(site: Site) -> Iterator[None]:
    """A relay, which looks every two seconds; it ends as in a power cut."""
    process = site.begin("relay")
    try:
        yield
    finally:
        process.kill()
        process.communicate()


class Visitor:
    """Somebody who opens the form once, and may send it more than once."""

    numbers = count(1)

    def __init__(self, site: Site, email: str = ""):
        number = next(self.numbers)
        self.site = site
        self.email = email or f"visitor-{number}@example.com"
        self.from_address = {"X-Forwarded-For": f"192.0.2.{number}"}
        self.page = self.answer = None

    def open(self) -> None:
        self.page = self.site.get(FORM["fr"], **self.from_address)

    def send(self) -> Answer:
        hidden = ["csrfmiddlewaretoken", "stamp"]
        values = {name: Elements(self.page).first(name=name)["value"] for name in hidden}
        headers = {
            "Cookie": self.page.headers["Set-Cookie"].partition(";")[0],
            "Content-Type": "application/x-www-form-urlencoded",
            "Referer": f"https://clinic.example{FORM['fr']}",  # asked for over https only
            **self.from_address,
        }
        body = urlencode(typed(email=self.email, **values))
        self.answer = self.site.ask("POST", FORM["fr"], body, headers)
        return self.answer

    def is_answered(self) -> bool:
        """Open the form and send it; a browser that got no answer may do so again."""
        try:
            if self.page is None:
                self.open()
            self.send()
        except (OSError, HTTPException):
            return False
        return True


def sent_form(site: Site) -> Visitor:
    visitor = Visitor(site)
    visitor.open()
    visitor.send()
    return visitor


def messages(site: Site, columns: str, *visitors: Visitor) -> list[tuple]:
    """What the database says of the messages of these enquiries."""
    emails = ", ".join(f"'{visitor.email}'" for visitor in visitors)
    return site.database.sql(
        f"SELECT {columns} FROM contact_message WHERE enquiry_id IN"
        f" (SELECT id FROM contact_enquiry WHERE email IN ({emails})) ORDER BY id"
    )


def to_be_delivered(site: Site, *visitors: Visitor) -> list[Delivered]:
    return [Delivered(*row) for row in messages(site, "recipient, message_id", *visitors)]


def is_all_sent(site: Site) -> bool:
    """Whether nothing waits; what waits for its next attempt need not wait longer."""
    free = f"claimed_at IS NULL AND due_at > '{LONG_AGO}'"
    site.database.sql(f"UPDATE contact_message SET due_at = '{LONG_AGO}' WHERE {WAITS} AND {free}")
    return site.database.sql(f"SELECT count(*) FROM contact_message WHERE {WAITS}") == [(0,)]


def age_claims(site: Site) -> None:
    """As if those relays had died long ago."""
    aged = f"claimed_at = '{LONG_AGO}', due_at = '{LONG_AGO}'"
    site.database.sql(f"UPDATE contact_message SET {aged} WHERE claimed_at IS NOT NULL")
