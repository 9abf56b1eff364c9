"""
What a visitor asks for.

The shares are assumptions, which docs/scale.md says.
"""

import gzip
import re
from datetime import date, timedelta
from typing import NamedTuple
from urllib.parse import urlencode

from ..contact_page import FORM, SENT
from ..contact_page import typed as typed_into_form
from ..site_pages import CALENDAR, PROCEDURE
from .lines import Ask

FILES = (f"{CALENDAR[0]}calendrier.ics", f"{CALENDAR[1]}calendar.ics")
LOADED = re.compile(r'<(?:link rel="(?:preload|stylesheet|icon)"|script src=)[^>]*>')
ADDRESS = re.compile(r'(?:href|src)="([^"]+)"')
HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|stamp)" value="([^"]+)"')
# Of a hundred visits, how many …
TYPE_A_DATE = 10
TAKE_THE_FILE = 5
OPEN_THE_FORM = 10
ENQUIRIES = 0.5  # … send it
COMPUTED = ("calendar answer", "calendar file", "form", "enquiry")


class Plan(NamedTuple):
    """What browsers have learnt: the files of each page, and the page's tag."""

    loads: dict[str, list[str]]
    tags: dict[str, str]

    @classmethod
    def of(cls, site) -> "Plan":
        loads, tags = {}, {}
        for path in (*PROCEDURE, *CALENDAR, FORM["fr"], FORM["en"]):
            found = LOADED.findall(site.get(path).content.decode())
            loads[path] = [ADDRESS.search(element)[1] for element in found]
            tags[path] = site.get(path, **{"Accept-Encoding": "gzip, br"}).headers["ETag"]
        return cls(loads, tags)

    def learn(self, path: str, answer: bytes) -> None:
        """After a publication a page has another tag."""
        if path in self.tags and (tag := re.search(rb"\r\nETag: (\S+)", answer)):
            self.tags[path] = tag[1].decode()


def date_typed() -> str:
    """With every day of the plan still to come."""
    quote = date.today() + timedelta(days=1)
    return urlencode({"day": quote + timedelta(days=90), "arrival": "07:00", "quote": quote})


def is_one_of(number: int, in_a_hundred: float) -> bool:
    """Spread evenly over the visits."""
    return number * in_a_hundred // 100 != (number + 1) * in_a_hundred // 100


def steps(number: int, plan: Plan) -> list[list[Ask]]:
    """What visit `number` asks for, between pauses to read; some pass in which it asks nothing."""
    language = number % 2
    page, calendar, form = PROCEDURE[language], CALENDAR[language], list(FORM.values())[language]
    loaded = plan.loads[page]
    more = [path for path in plan.loads[calendar] if path not in loaded]
    found = [
        [Ask("page", page), *(Ask("file", path) for path in loaded)],
        [Ask("page", calendar), *(Ask("file", path) for path in more)],
        [Ask("calendar answer", calendar, date_typed())],
        [Ask("calendar file", FILES[language], date_typed())],
        [Ask("form", form)],
        [Ask("again", page, None, f"If-None-Match: {plan.tags[page]}\r\n", (200, 304))],
    ]
    for step, share in ((2, TYPE_A_DATE), (3, TAKE_THE_FILE), (4, OPEN_THE_FORM)):
        if not is_one_of(number, share):
            found[step] = []
    return found


def filled_in(ask: Ask, answer: bytes, host: str, number: int) -> list[Ask]:
    """The form of `answer`, to be sent, and the page of thanks."""
    head, _, body = answer.partition(b"\r\n\r\n")
    cookie = re.search(rb"Set-Cookie: ([^;]+)", head)[1].decode()
    values = dict(HIDDEN.findall(gzip.decompress(body).decode()))
    values |= {"email": f"visitor-{number}@example.com", "message": f"{number}"}
    headers = f"Cookie: {cookie}\r\nReferer: https://{host}{ask.path}\r\n"
    language = "fr" if ask.path == FORM["fr"] else "en"
    return [
        Ask("enquiry", ask.path, urlencode(typed_into_form(**values)), headers, (302,)),
        Ask("page", SENT[language]),
    ]
