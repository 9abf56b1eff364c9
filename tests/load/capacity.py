"""How many requests of each kind one node bears, and what one takes of the processors."""

import asyncio
import time
from collections.abc import Callable, Iterator
from statistics import median
from typing import NamedTuple

from ..bench.load import Target, load
from ..contact_page import FORM
from ..site_pages import CALENDAR, PROCEDURE
from .lines import Ask, Line
from .node import Node
from .traffic import Traffic
from .visits import FILES, date_typed, filled_in

AT_ONCE = 32  # each from an address of its own, of which nginx bears 20 requests a second
ENQUIRIES = 280  # the form takes 300 an hour: after each round they are forgotten
PAGE = PROCEDURE[1]


class Cost(NamedTuple):
    """Of a kind of request: what the node bore, and what one of them took."""

    kind: str
    rate: float  # a second
    nginx: float  # milliseconds of a processor
    gunicorn: float
    size: int  # bytes of the whole answer

    @property
    def milliseconds(self) -> float:
        return self.nginx + self.gunicorn


def measure(node: Node, seconds: float, rounds: int) -> Iterator[Cost]:
    """The median of each kind's rounds."""
    kinds = from_disk(node, seconds) | computed(node, seconds)
    for kind, (size, run) in kinds.items():
        found = []
        for _round in range(rounds):
            before, start = node.worked(), time.perf_counter()
            count = run()
            passed = time.perf_counter() - start
            taken = [(b - a) * 1000 / count for a, b in zip(before, node.worked(), strict=True)]
            found.append((count / passed, *taken))
        yield Cost(kind, *map(median, zip(*found, strict=True)), size)


def from_disk(node: Node, seconds: float) -> dict[str, tuple[int, Callable[[], int]]]:
    """Asked by wrk, as fast as they are answered."""
    style = next(path for path in node.plan.loads[PAGE] if path.endswith(".css"))
    tag = f"If-None-Match: {node.plan.tags[PAGE]}"
    kinds = {
        "page": (PAGE, ()),
        "page, new connection": (PAGE, ("-H", "Connection: close")),
        "page, unchanged (304)": (PAGE, ("-H", tag)),
        "file": (style, ()),
    }

    def run(path: str, *options: str) -> int:
        target = Target(f"https://localhost:{node.door.port}{path}", "gzip, br")
        options = (f"-c{AT_ONCE}", f"-d{seconds:.0f}s", "-H", f"Host: {node.door.host}", *options)
        return load(target, *options).count

    sizes = {kind: size_of(node, path, options) for kind, (path, options) in kinds.items()}
    return {
        kind: (sizes[kind], lambda path=path, options=options: run(path, *options))
        for kind, (path, options) in kinds.items()
    }


def size_of(node: Node, path: str, options: tuple[str, ...] = ()) -> int:
    headers = "".join(f"{header}\r\n" for header in options[1::2])
    return told_of(node, Ask("", path, None, headers, (200, 304)))


def told_of(node: Node, ask: Ask) -> int:
    async def one() -> int:
        line = Line(node.door, 0)
        told, _answer = await line.ask(ask)
        line.close()
        assert not told.fault, told
        return told.size

    return asyncio.run(one())


def computed(node: Node, seconds: float) -> dict[str, tuple[int, Callable[[], int]]]:
    """Asked by clients of ours from many addresses, each time over a kept connection."""
    asks = [
        Ask("calendar answer", CALENDAR[1], date_typed()),
        Ask("calendar file", FILES[1], date_typed()),
        Ask("form", FORM["en"]),
    ]
    found = {
        ask.kind: (told_of(node, ask), lambda ask=ask: asyncio.run(keep_asking(node, ask, seconds)))
        for ask in asks
    }
    size = told_of(node, asyncio.run(filled_forms(node, 1))[0])
    return found | {"enquiry": (size, lambda: asyncio.run(send_enquiries(node)))}


async def keep_asking(node: Node, ask: Ask, seconds: float) -> int:
    """How many were answered."""
    end, count = time.perf_counter() + seconds, 0

    async def client(number: int) -> None:
        nonlocal count
        line = Line(node.door, number)
        while time.perf_counter() < end:
            told, _answer = await line.ask(ask)
            assert not told.fault, told
            count += 1
        line.close()

    await asyncio.gather(*map(client, range(AT_ONCE)))
    return count


async def filled_forms(node: Node, count: int) -> list[Ask]:
    """The form, opened once, with other words each time."""
    form, line = Ask("form", FORM["en"]), Line(node.door, 0)
    _told, answer = await line.ask(form)
    line.close()
    numbers = (next(Traffic.numbers) for _number in range(count))
    return [filled_in(form, answer, node.door.host, number)[0] for number in numbers]


async def send_enquiries(node: Node) -> int:
    """Each over a connection, and from an address, of its own; eight at a time."""
    node.forget_enquiries()
    waiting = await filled_forms(node, ENQUIRIES)

    async def client() -> None:
        while waiting:
            line = Line(node.door, 1000 + len(waiting))
            told, _answer = await line.ask(waiting.pop())
            assert not told.fault, told
            line.close()

    await asyncio.gather(*(client() for _number in range(8)))
    return ENQUIRIES
