"""A thousand visitors at once, and two hundred slow clients: nobody fails, nobody waits."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from ..bench.budgets import Row, at_most
from ..bench.load import Target, load
from ..site_pages import PROCEDURE
from .node import Node
from .traffic import Traffic, in_words, part_of


class Crowd(NamedTuple):
    visitors: int = 1000
    slow: int = 200
    stay: float = 20  # seconds
    seconds: float = 60

    def come(self, node: Node) -> tuple[Traffic, dict[str, int]]:
        """What the visitors were told, and what became of the slow clients."""
        traffic = Traffic(node.door, node.plan)
        with node.slow_clients(self.slow) as slow:
            asyncio.run(traffic.come(self.visitors / self.stay, self.seconds, self.stay / 5))
        return traffic, slow

    def rows(self, node: Node) -> Iterator[Row]:
        traffic, slow = self.come(node)
        who = f"{self.visitors:,} visitors and {self.slow} slow clients at once"
        note = f" of {len(traffic.told):,} requests, {traffic.most_open:,} connections open"
        faults = Counter(traffic.faults)
        yield Row(f"{who}: failed (0)", f"{faults.total()}{note} {dict(faults) or ''}", not faults)
        p95 = part_of(traffic.told, 95) * 1000
        yield at_most(500, f"{who}: p95", p95, "ms", f" ({in_words(traffic.told)})")
        is_full = traffic.most_open >= self.visitors * 0.95 + self.slow * 0.95
        yield Row(f"{who}: open", f"{traffic.most_open:,}; {dict(slow)}", is_full)


def without_a_pause(node: Node, count: int = 1000, slow: int = 200) -> Iterator[Row]:
    """wrk asks for a page over each connection as soon as it has the last one."""
    target = Target(f"https://localhost:{node.door.port}{PROCEDURE[1]}", "gzip, br")
    with node.slow_clients(slow):
        options = (f"-c{count}", "-d15s", "--timeout", "15s", "-H", f"Host: {node.door.host}")
        found = load(target, *options)
    note = f" ({found.count:,} pages, {found.rate:,.0f} a second, none failed)"
    what = f"{count:,} connections without a pause, {slow} slow clients: p99"
    yield at_most(500, what, found.p99, "ms", note)
