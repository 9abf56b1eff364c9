"""Visitors who come at a constant rate, whatever becomes of those who are there already."""

import asyncio
import time
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from statistics import quantiles

from .lines import Ask, Door, Line, Told
from .visits import COMPUTED, ENQUIRIES, Plan, filled_in, is_one_of, steps

ESTABLISHED = "01"


class Traffic:
    numbers = count()

    def __init__(self, door: Door, plan: Plan):
        self.door, self.plan = door, plan
        self.told: list[Told] = []
        self.visits = self.most_open = 0

    async def come(self, a_second: float, seconds: float, pause: float) -> None:
        """Each visit has six steps and pauses between them: it lasts five times `pause`."""
        start = time.perf_counter()
        async with asyncio.TaskGroup() as group:
            watch = group.create_task(self._watch())
            for position in range(round(a_second * seconds)):
                wanted = start + position / a_second
                await asyncio.sleep(max(0, wanted - time.perf_counter()))
                group.create_task(self._visit(next(self.numbers), wanted, pause))
            await asyncio.sleep(max(0, start + seconds - time.perf_counter()))
            watch.cancel()

    async def _visit(self, number: int, since: float | None, pause: float) -> None:
        line = Line(self.door, number)
        for position, step in enumerate(steps(number, self.plan)):
            if position:
                await asyncio.sleep(pause)
            for ask in step:
                answer = await self._ask(line, ask, since)
                since = None
            if step and step[0].kind == "form" and is_one_of(number, ENQUIRIES) and answer:
                for ask in filled_in(step[0], answer, self.door.host, number):
                    await self._ask(line, ask)
        line.close()
        self.visits += 1

    async def _ask(self, line: Line, ask: Ask, since: float | None = None) -> bytes:
        told, answer = await line.ask(ask, since)
        self.told.append(told)
        self.plan.learn(ask.path, answer)
        return answer

    async def _watch(self) -> None:
        while True:
            self.most_open = max(self.most_open, connections_at(self.door.port))
            await asyncio.sleep(1)

    @property
    def faults(self) -> list[str]:
        return [f"{told.kind}: {told.fault}" for told in self.told if told.fault]


def connections_at(port: int) -> int:
    """How many the kernel keeps open with a server on this machine."""
    ours = f":{port:04X} "
    rows = (row.split()[1:4] for row in Path("/proc/net/tcp").read_text().splitlines()[1:])
    return sum(f"{here} ".endswith(ours) and state == ESTABLISHED for here, _there, state in rows)


def part_of(told: Iterable[Told], percent: int, kinds: tuple[str, ...] = ()) -> float:
    """The seconds within which `percent` of the answers came; of certain `kinds`, or all."""
    seconds = [one.seconds for one in told if not kinds or one.kind in kinds]
    return quantiles(seconds, n=100)[percent - 1]


def in_words(told: list[Told]) -> str:
    p50, p95, p99 = (part_of(told, percent) * 1000 for percent in (50, 95, 99))
    computed = part_of(told, 95, COMPUTED) * 1000
    return (
        f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms; of Django's, p95 {computed:.0f} ms"
    )
