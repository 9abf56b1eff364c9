"""A backup that is made while visitors write, staff save and an edition is published."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

from .backups import back_up, empty_machine, files, rows, site_to_back_up
from .relay_process import sent_form
from .site_process import ROOT, Site, running, wait_until

SAVES = """
import django
django.setup()
from itertools import count
from threading import Event
from clinic_site.revisions.recording import recorded
from procedures.models import Term
key = Term.objects.values_list("pk", flat=True).first()
for number in count(1):
    with recorded(Term, [key], parts=False):
        Term.objects.filter(pk=key).update(name_fr=f"Mot {number}")
    print(number, flush=True)
    Event().wait(0.05)  # which leaves some of the machine to the others
"""


# Both are stored in one transaction: an enquiry without its messages is half of one.
ENQUIRIES = """
    SELECT id FROM contact_enquiry
    WHERE (SELECT count(*) FROM contact_message WHERE enquiry_id = contact_enquiry.id) <> 2
"""
# So are a word and the version of it: the newest one tells what the row says.
LAST_WORD = """
    SELECT count(*) FROM procedures_term WHERE name_fr LIKE 'Mot %' AND (
        SELECT serialized_data FROM reversion_version ORDER BY id DESC LIMIT 1
    ) LIKE '%"' || name_fr || '"%'
"""


@contextmanager
def staff_who_save(site: Site) -> Iterator[None]:
    """Somebody changes a word again and again, each time with a revision."""
    command = [sys.executable, "-c", SAVES]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, env=site.environment, stdout=pipe) as process:
        assert process.stdout.readline() == b"1\n"
        try:
            yield
        finally:
            process.kill()


def write(site: Site, is_over: Event, thanked: list[int]) -> None:
    """One visitor after another, until it is over."""
    while not is_over.wait(0.05):
        thanked.append(sent_form(site).answer.status)


@contextmanager
def traffic(site: Site) -> Iterator[list[int]]:
    """Visitors and staff at once; what visitors were answered."""
    is_over, thanked = Event(), []
    with running(site), staff_who_save(site), ThreadPoolExecutor(2) as pool:
        visitors = [pool.submit(write, site, is_over, thanked) for _thread in range(2)]
        try:
            wait_until(lambda: len(thanked) >= 5)
            yield thanked
        finally:
            is_over.set()
        assert [visitor.result() for visitor in visitors] == [None, None]


def test_a_backup_under_traffic_is_of_one_moment_and_stops_nobody(tmp_path):
    with site_to_back_up(tmp_path) as site, empty_machine(tmp_path) as elsewhere:
        site.environment |= {"BEHIND_PROXY": "true"}  # each visitor has an address of their own
        with traffic(site) as answered:
            publishing = site.begin("publish")
            before = len(answered)
            file = back_up(site)
            wait_until(lambda: len(answered) > before + 5)
            publishing.communicate()
        elsewhere.manage("restore", str(file))

        assert set(answered) == {302}
        during, after = rows(elsewhere), rows(site)
        for table in ("contact_enquiry", "contact_message", "reversion_version"):
            assert set(during[table]) < set(after[table])
        assert elsewhere.database.sql(ENQUIRIES) == []
        assert elsewhere.database.sql(LAST_WORD) == [(1,)]
        archives = {f"archives/{name}": sha256 for _number, name, sha256 in elsewhere.editions()}
        assert archives.items() <= files(elsewhere).items()
