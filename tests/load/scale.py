"""The tables of docs/scale.md: what was measured, and the arithmetic from it."""

import os
import re
from collections.abc import Iterator
from math import ceil
from pathlib import Path

from .capacity import Cost, told_of
from .node import Node
from .visits import COMPUTED, ENQUIRIES, OPEN_THE_FORM, TAKE_THE_FILE, TYPE_A_DATE, steps

VISITS = (1, 100, 10_000)
USED = 0.6  # of the processors: beyond that, who comes waits for others
KEPT = 30  # seconds, as nginx keeps a connection on which nothing is asked
PLACES = 50  # of a CDN, each of which asks for every page once a minute
SHARES = {
    "calendar answer": TYPE_A_DATE / 100,
    "calendar file": TAKE_THE_FILE / 100,
    "form": OPEN_THE_FORM / 100,
    "enquiry": ENQUIRIES / 100,
}


def table(*rows: tuple) -> str:
    head, *rest = [f"| {' | '.join(map(str, row))} |" for row in rows]
    return "\n".join([head, "| --- |" + " ---: |" * (len(rows[0]) - 1), *rest, ""])


def number(value: float) -> str:
    """Two figures that count, and no more than the reader needs."""
    return f"{value:,.0f}" if value >= 20 else f"{value:.2g}"


def machine() -> str:
    cpu = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    kilobytes = int(re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())[1])
    system = re.search(r'PRETTY_NAME="(.*)"', Path("/etc/os-release").read_text())[1]
    return f"{os.cpu_count()} virtual cores ({cpu[1]}), {kilobytes / 2**20:.0f} GB, {system}"


class Visit:
    """What the average visit asks of a node."""

    def __init__(self, node: Node, costs: dict[str, Cost]):
        asks = [ask for step in steps(0, node.plan) for ask in step if ask.kind not in COMPUTED]
        self.pages = [ask for ask in asks if ask.kind == "page"]
        self.files = [ask for ask in asks if ask.kind == "file"]
        self.size = sum(told_of(node, ask) for ask in self.pages + self.files)
        self.again = costs["page, unchanged (304)"].size
        self.computed_size = sum(share * costs[kind].size for kind, share in SHARES.items())
        self.computed = sum(SHARES.values())
        self.requests = len(asks) + self.computed
        handshake = costs["page, new connection"].nginx - costs["page"].nginx
        self.milliseconds = {
            "nginx: handshake": handshake,
            "nginx: pages and files": costs["page"].nginx * len(self.pages)
            + costs["file"].nginx * len(self.files)
            + costs["page, unchanged (304)"].nginx,
            "nginx: passing on to Django": sum(
                share * costs[kind].nginx for kind, share in SHARES.items()
            ),
        } | {f"Django: {kind}": share * costs[kind].gunicorn for kind, share in SHARES.items()}

    def behind_a_cdn(self, visits: float) -> float:
        """Requests a second that remain: Django's, and pages and files once a minute."""
        renewals = PLACES * (len(self.pages) + len(self.files)) / 60
        return self.computed * visits + min(renewals, (self.requests - self.computed) * visits)

    @property
    def megabits(self) -> float:
        return (self.size + self.again + self.computed_size) * 8 / 1e6

    @property
    def passed_on(self) -> float:
        """Milliseconds that remain behind a CDN, which keeps its connections to us."""
        names = [
            name for name in self.milliseconds if name.startswith(("Django", "nginx: passing"))
        ]
        return sum(self.milliseconds[name] for name in names)


def tables(node: Node, costs: list[Cost]) -> Iterator[str]:
    by_kind = {cost.kind: cost for cost in costs}
    visit = Visit(node, by_kind)
    yield f"Machine: {machine()}; everything on it, load generator included.\n"
    head = "request", "a second", "nginx, ms", "gunicorn, ms", "bytes"
    yield table(head, *(row_of(cost) for cost in costs))
    yield table(
        ("a visit", "requests", "of Django", "KB"),
        ("the first", number(visit.requests), number(visit.computed), kilobytes(visit.size)),
        ("the same pages again", len(visit.pages), 0, kilobytes(visit.again * len(visit.pages))),
    )
    whole = sum(visit.milliseconds.values())
    yield table(
        ("of a visit", "ms", "share"),
        *((name, number(ms), f"{ms / whole:.0%}") for name, ms in visit.milliseconds.items()),
        ("all", number(whole), "100%"),
    )
    borne = os.cpu_count() * USED * 1000 / whole
    line = visit.megabits * borne
    yield f"At {USED:.0%} of its cores it bears {borne:.0f} visits a second: {line:.0f} Mbit/s.\n"
    yield table(("visits a second", *map("{:,}".format, VISITS)), *arithmetic(visit))


def kilobytes(size: float) -> str:
    return number(size / 1000)


def row_of(cost: Cost) -> tuple:
    gunicorn = number(cost.gunicorn) if cost.kind in COMPUTED else "–"
    return cost.kind, number(cost.rate), number(cost.nginx), gunicorn, f"{cost.size:,}"


def arithmetic(visit: Visit) -> Iterator[tuple]:
    cores = os.cpu_count() * USED
    whole = sum(visit.milliseconds.values())
    for what, figure in {
        "requests a second": lambda v: visit.requests * v,
        "computed by Django": lambda v: visit.computed * v,
        "new connections a second": lambda v: v,
        f"connections open ({KEPT} s each)": lambda v: v * KEPT,
        "enquiries a second": lambda v: SHARES["enquiry"] * v,
        "Mbit/s": lambda v: visit.megabits * v,
        "processors in use": lambda v: whole * v / 1000,
        f"nodes as this one, {USED:.0%} used": lambda v: ceil(whole * v / 1000 / cores),
        "behind a CDN: requests a second": visit.behind_a_cdn,
        "behind a CDN: Mbit/s": lambda v: visit.computed_size * 8 / 1e6 * v,
        "behind a CDN: nodes": lambda v: ceil(visit.passed_on * v / 1000 / cores),
    }.items():
        yield what, *(number(figure(visits)) for visits in VISITS)
