"""A thousand visitors at once, and two hundred slow clients: nobody fails, nobody waits."""

import asyncio
import subprocess
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from ..bench.budgets import Row, at_most
from ..site_pages import PROCEDURE
from .node import Node
from .traffic import Traffic, in_words, part_of

P95 = """\
done = function(summary, latency)
  local faults, failed = summary.errors, 0
  for _, count in pairs(faults) do failed = failed + count end
  local seconds = summary.duration / 1e6
  io.write("found ", latency:percentile(95) / 1000, " ", summary.requests, " ",
    summary.requests / seconds, " ", failed, "\\n")
end
"""


class Crowd(NamedTuple):
    visitors: int = 1000
    slow: int = 200
    stay: float = 20  # seconds
    seconds: float = 60

    def come(self, node: Node) -> tuple[Traffic, dict[str, int]]:
        """What the visitors were told, and what became of the slow clients."""
        traffic = Traffic(node.door, node.plan)
        with node.slow_clients(self.slow) as slow:
            come = traffic.come(self.visitors / self.stay, self.seconds, self.stay / 5)
            # In a thread of its own: Playwright keeps a loop running in that of the tests.
            with ThreadPoolExecutor(1) as apart:
                apart.submit(asyncio.run, come).result()
        return traffic, slow

    def rows(self, node: Node) -> Iterator[Row]:
        traffic, slow = self.come(node)
        who = f"{self.visitors:,} visitors and {self.slow} slow clients at once"
        note = f" of {len(traffic.told):,} requests"
        faults = Counter(traffic.faults)
        yield Row(f"{who}: failed (0)", f"{faults.total()}{note} {dict(faults) or ''}", not faults)
        p95 = part_of(traffic.told, 95) * 1000
        yield at_most(500, f"{who}: p95", p95, "ms", f" ({in_words(traffic.told)})")
        # Of a page that is read slowly the kernel keeps the rest, and nginx is done.
        wanted = self.visitors + self.slow // 2
        seen = (
            f"{traffic.most_open:,} (slow: {', '.join(f'{n} {kind}' for kind, n in slow.items())})"
        )
        yield Row(f"{who}: open (≥ {wanted:,})", seen, traffic.most_open >= wanted)


def without_a_pause(node: Node, count: int = 1000, slow: int = 200) -> Iterator[Row]:
    """wrk asks for a page over each connection as soon as it has the last one: all it can bear."""
    script = node.site.root / "p95.lua"
    script.write_text(P95)
    command = ["wrk", "-t1", f"-c{count}", "-d15s", "--timeout", "15s", "-s", script]
    headers = ["-H", f"Host: {node.door.host}", "-H", "Accept-Encoding: gzip, br"]
    address = f"https://localhost:{node.door.port}{PROCEDURE[1]}"
    with node.slow_clients(slow):
        said = subprocess.run([*command, *headers, address], capture_output=True, text=True).stdout
    p95, pages, rate, failed = map(float, said.rpartition("found ")[2].split())
    what = f"{count:,} connections without a pause, {slow} slow clients"
    yield Row(
        f"{what}: failed (0)", f"{failed:.0f} of {pages:,.0f} pages", not failed and pages > 0
    )
    yield at_most(500, f"{what}: p95", p95, "ms", f" ({rate:,.0f} pages a second)")
