"""A patient's own calendar, and its file for the phone, over one connection."""

import random
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from http.client import HTTPConnection
from statistics import median, quantiles
from typing import NamedTuple
from urllib.parse import urlencode

from ..site_pages import CALENDAR, CONTACT
from .budgets import Row, at_most
from .servers import gunicorn
from .site import Site

ROUNDS = 200
WARMING = 20
TYPE = {"Content-Type": "application/x-www-form-urlencoded"}
FILES = (f"{CALENDAR[0]}calendrier.ics", f"{CALENDAR[1]}calendar.ics")


class Request(NamedTuple):
    path: str
    typed: str | None = None  # None: only looked at

    def send(self, connection: HTTPConnection) -> tuple[float, bytes]:
        """The milliseconds until the answer is there, and the answer."""
        start = time.perf_counter()
        connection.request("POST" if self.typed else "GET", self.path, self.typed, TYPE)
        answer = connection.getresponse()
        body = answer.read()
        passed = time.perf_counter() - start
        if answer.status != 200:
            sys.exit(f"{self.path} was answered with {answer.status}.")
        return passed * 1000, body


def rows(site: Site) -> Iterator[Row]:
    requests = {"contact": Request(CONTACT[1])}
    for language, page, file in zip(("fr", "en"), CALENDAR, FILES, strict=True):
        requests[f"A calendar for one's own date, {language}"] = Request(page, typed())
        requests[f"Its file for the phone, {language}"] = Request(file, typed())
    server = gunicorn("clinic_site.wsgi", site.port, site.environment)
    with server, closing(HTTPConnection("127.0.0.1", site.port)) as connection:
        sizes = {name: len(one.send(connection)[1]) for name, one in requests.items()}
        by_turns(requests, connection, WARMING)
        found = by_turns(requests, connection, ROUNDS)
    for name in list(requests)[1:]:
        ratio = median(a / b for a, b in zip(found[name], found["contact"], strict=True))
        p99 = quantiles(found[name], n=100)[-1]
        note = f" (p99 {p99:.0f} ms, {ratio:.1f} × the contact page)"
        yield at_most(50, name, median(found[name]), "ms", note)
        if name.startswith("Its file"):
            yield at_most(20, f"{name}: size", sizes[name] / 1000, "KB")


def typed() -> str:
    """All that a patient can type, with every day of the plan still to come."""
    quote = date.today() + timedelta(days=1)
    day = quote + timedelta(days=90)
    return urlencode({"day": day, "arrival": "07:00", "quote": quote})


def by_turns(
    requests: dict[str, Request], connection: HTTPConnection, rounds: int
) -> dict[str, list[float]]:
    """Milliseconds by round: within a round, all are asked shortly after one another."""
    found = {name: [] for name in requests}
    for _round in range(rounds):
        for name in random.sample(list(requests), len(requests)):
            found[name].append(requests[name].send(connection)[0])
    return found
