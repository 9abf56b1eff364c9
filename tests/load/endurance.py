"""Visitors for half an hour, while the node is reloaded, restarted and published on."""

import asyncio
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..bench.budgets import Row, at_least, at_most
from .lines import Line
from .node import Node, megabytes_of
from .traffic import Traffic, in_words, part_of

A_SECOND = 14  # visits, of nine requests or so
PAUSE = 2  # seconds, to read
# When what happens, as a share of the time.
RELOAD, REPLACE, RESTART, WARM = 0.05, 0.10, 0.25, 0.50


class Endurance(NamedTuple):
    seconds: float = 1800
    publish_at: tuple[float, ...] = (0.35, 0.45, 0.55, 0.65, 0.75, 0.85)

    def rows(self, node: Node) -> Iterator[Row]:
        node.forget_enquiries()
        traffic, line_before = Traffic(node.door, node.plan), Line.again
        seen = asyncio.run(self.during(node, traffic))
        requests, visits = len(traffic.told), traffic.visits
        time_said = f"{self.seconds:,.0f} s"
        note = f" ({requests:,} requests, {visits:,} visits)"
        yield at_least(100, f"{time_said}: requests a second", requests / seen["seconds"], note)
        faults = Counter(traffic.faults)
        note = f"{Line.again - line_before} asked again over a new connection"
        what = f"{time_said}: failed, with {len(self.publish_at)} publications and 3 restarts (0)"
        yield Row(what, f"{faults.total()} ({note}) {dict(faults) or ''}", not faults)
        p95 = part_of(traffic.told, 95) * 1000
        note = f" ({in_words(traffic.told)}; longest {max(t.seconds for t in traffic.told):.1f} s)"
        yield at_most(500, f"{time_said}: p95", p95, "ms", note)
        warm, end = seen["warm"], seen["end"]
        growth = max((end[worker] / warm[worker] for worker in warm if worker in end), default=9)
        megabytes = ", ".join(f"{warm[worker]:.0f} → {end.get(worker, 0):.0f}" for worker in warm)
        what = f"{time_said}: a worker's memory at the end ÷ warm"
        yield at_most(1.1, what, growth, note=f" (MB: {megabytes})")

    async def during(self, node: Node, traffic: Traffic) -> dict:
        """What was noted while the visitors came."""
        seen, start = {}, time.perf_counter()

        def note(name: str) -> Callable[[], None]:
            return lambda: seen.update({name: {w: megabytes_of(w) for w in node.gunicorn()}})

        events = [
            (RELOAD, lambda: node.site.front.send_signal(signal.SIGHUP)),
            (REPLACE, lambda: node.site.server.send_signal(signal.SIGHUP)),
            (RESTART, lambda: restart(node)),
            *((when, lambda when=when: publish(node, when)) for when in self.publish_at),
            (WARM, note("warm")),
        ]
        coming = asyncio.create_task(traffic.come(A_SECOND, self.seconds, PAUSE))
        for when, happen in sorted(events, key=lambda event: event[0]):
            await asyncio.sleep(max(0, start + when * self.seconds - time.perf_counter()))
            await asyncio.to_thread(happen)
        await coming
        note("end")()
        return seen | {"seconds": time.perf_counter() - start}


def restart(node: Node) -> None:
    """As systemd does: the socket stays, and the next one answers who waits there."""
    node.site.server.send_signal(signal.SIGTERM)
    assert node.site.server.wait(60) == 0
    node.site.start()


def publish(node: Node, when: float) -> None:
    node.site.database.sql(f"UPDATE practice_practice SET name = 'Cabinet {when}'")
    node.site.manage("publish")
