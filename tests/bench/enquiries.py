"""The form with the mail server up, slow and down; and how many enquiries are stored a second."""

import random
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from itertools import count
from statistics import median
from urllib.parse import urlencode

from ..contact_page import FORM, typed
from ..mail_faults import DOWN, WELL, MailServer, Mode, mail_server_that_may_fail
from .budgets import Row, at_least, at_most
from .servers import gunicorn
from .site import ROOT, Site

MODES = {"up": WELL, "slow": Mode(seconds=5), "down": DOWN}
ROUNDS = 9
IN_A_ROUND = 60
IN_A_BATCH = 280  # the form takes 300 an hour: between batches they are forgotten
CLIENTS = 8
HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|stamp)" value="([^"]+)"')


class Form:
    """The form, opened once; sent with other words and from another address each time."""

    numbers = count(1)

    def __init__(self, site: Site):
        self.port = site.port
        with closing(HTTPConnection("127.0.0.1", self.port)) as connection:
            connection.request("GET", FORM["en"])
            page = connection.getresponse()
            self.cookie = page.headers["Set-Cookie"].partition(";")[0]
            self.hidden = dict(HIDDEN.findall(page.read().decode()))

    def send(self, *_number) -> float:
        """The seconds until the visitor is thanked."""
        number = next(self.numbers)
        answers = typed(email=f"visitor-{number}@example.com", message=f"{number}", **self.hidden)
        headers = {
            "Cookie": self.cookie,
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": f"2001:db8::{number:x}",
        }
        start = time.perf_counter()
        with closing(HTTPConnection("127.0.0.1", self.port)) as connection:
            connection.request("POST", FORM["en"], urlencode(answers), headers)
            answer = connection.getresponse()
            answer.read()
        if answer.status != 302:
            sys.exit(f"The form was answered with {answer.status}.")
        return time.perf_counter() - start


def rows(site: Site) -> Iterator[Row]:
    with mail_server_that_may_fail() as mail, site.copied() as copy, serving(copy, mail) as form:
        yield from stored_a_second(copy, form)
        yield from latencies(copy, form, mail)


@contextmanager
def serving(site: Site, mail: MailServer) -> Iterator[Form]:
    """The web server and the relay."""
    environment = site.environment | {
        "EMAIL_URL": f"smtp://127.0.0.1:{mail.port}",
        "BEHIND_PROXY": "true",
    }
    with gunicorn("clinic_site.wsgi", site.port, environment):
        command = [sys.executable, "manage.py", "relay"]
        relay = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
        try:
            yield Form(site)
        finally:
            relay.kill()
            relay.wait()


def stored_a_second(site: Site, form: Form) -> Iterator[Row]:
    rates = []
    for _batch in range(3):
        forget_all(site)
        start = time.perf_counter()
        with ThreadPoolExecutor(CLIENTS) as clients:
            list(clients.map(form.send, range(IN_A_BATCH)))
        passed = time.perf_counter() - start
        ((stored,),) = sql(site, "SELECT count(*) FROM contact_enquiry WHERE doubts = ''")
        rates.append(stored / passed)
    yield at_least(50, "Enquiries stored a second, SQLite, 8 at a time", median(rates))


def latencies(site: Site, form: Form, mail: MailServer) -> Iterator[Row]:
    found = {name: [] for name in MODES}
    for _round in range(ROUNDS):
        for name in random.sample(list(MODES), len(MODES)):
            forget_all(site)
            mail.become(MODES[name])
            keep_relay_at_work(site, form)
            found[name].append(median(form.send() for _form in range(IN_A_ROUND)))
    for name in ("slow", "down"):
        ratios = [one / up for one, up in zip(found[name], found["up"], strict=True)]
        note = f" ({median(found[name]) * 1000:.0f} ms ÷ {median(found['up']) * 1000:.0f} ms)"
        what = f"The form's answer, mail server {name} ÷ up"
        yield at_most(1.2, what, median(ratios), note=note)


def keep_relay_at_work(site: Site, form: Form) -> None:
    """Until it has tried what waits, in the mode that the mail server is in now."""
    form.send()
    while sql(site, "SELECT count(*) FROM contact_message WHERE attempts > 0") == [(0,)]:
        time.sleep(0.02)


def forget_all(site: Site) -> None:
    for table in ("message", "sender", "enquiry"):
        sql(site, f"DELETE FROM contact_{table}")


def sql(site: Site, statement: str) -> list[tuple]:
    with closing(sqlite3.connect(site.folder / "db.sqlite3")) as connection, connection:
        return connection.execute(statement).fetchall()
