"""The node that is measured, and what its processes take of processors and memory."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..bench.servers import workers_of
from ..deployed_site import DeployedSite, deployed_site
from ..shipped_nginx import HOST
from ..site_pages import PROCEDURE
from ..site_process import ROOT, wait_until
from .lines import Door
from .visits import Plan

TICKS = os.sysconf("SC_CLK_TCK")


class Node:
    def __init__(self, site: DeployedSite):
        self.site = site
        self.door = Door(HOST, site.port, site.trusting)
        self.plan = Plan.of(site)

    def nginx(self) -> list[int]:
        return workers_of(self.site.front)

    def gunicorn(self) -> list[int]:
        return workers_of(self.site.server)

    def worked(self) -> tuple[float, float]:
        """The seconds of a processor that nginx and gunicorn have taken so far."""
        return sum(map(seconds_of, self.nginx())), sum(map(seconds_of, self.gunicorn()))

    def forget_enquiries(self) -> None:
        """The form takes so many an hour, and what was measured before has sent some."""
        for table in ("message", "sender", "enquiry"):
            self.site.database.sql(f"DELETE FROM contact_{table}")

    @contextmanager
    def slow_clients(self, count: int) -> Iterator[dict[str, int]]:
        """While they are there; what became of them, afterwards."""
        seen = {}
        arguments = [HOST, self.site.port, self.site.certificate, count]
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.load.slow", *map(str, arguments)],
            cwd=ROOT,
            env=self.site.environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert process.stdout.readline() == "ready\n"
            yield seen
        finally:
            process.terminate()
            seen |= json.loads(process.communicate()[0] or "{}")


def seconds_of(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS  # utime, stime


def megabytes_of(process: int) -> float:
    """Its share of the memory (PSS)."""
    text = Path(f"/proc/{process}/smaps_rollup").read_text()
    return int(re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)[1]) * 1024 / 1e6


@contextmanager
def node() -> Iterator[Node]:
    """Served from the disk already. To wrk, which cannot be told a name, it is `localhost` too."""
    with deployed_site("localhost") as site:
        wait_until(lambda: site.copies.joinpath("current").exists())
        assert site.get(PROCEDURE[0]).status == 200
        yield Node(site)
