"""Asks servers for pages as fast as they answer, by turns, with wrk."""

import random
import re
import subprocess
import sys
from collections.abc import Callable
from statistics import median
from typing import NamedTuple

SECONDS = 1
CONNECTIONS = 8  # as many as gunicorn has threads: more would measure the queue
UNITS = {"us": 1e-3, "ms": 1, "s": 1e3}


class Target(NamedTuple):
    url: str
    encoding: str


class Load(NamedTuple):
    rate: float  # requests a second
    p99: float  # milliseconds
    count: int


def load(target: Target, *options: str) -> Load:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", *options]
    headers = ["-H", f"Accept-Encoding: {target.encoding}"]
    output = subprocess.run(
        [*command, *headers, target.url], check=True, capture_output=True, text=True
    ).stdout
    if "Non-2xx" in output or "Socket errors" in output:
        sys.exit(f"{target.url} did not answer every request:\n{output}")
    p99, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", output).groups()
    rate = re.search(r"Requests/sec:\s+([\d.]+)", output)[1]
    count = re.search(r"(\d+) requests in", output)[1]
    return Load(float(rate), float(p99) * UNITS[unit], int(count))


def by_turns(targets: dict[str, Target], rounds: int) -> dict[str, list[Load]]:
    """The rounds of each target; within a round, all are asked shortly after one another."""
    for target in targets.values():
        load(target)  # fills caches
    found = {name: [] for name in targets}
    for _round in range(rounds):
        for name in random.sample(list(targets), len(targets)):
            found[name].append(load(targets[name]))
    return found


def ratio(one: list[Load], other: list[Load], figure: Callable[[Load], float]) -> float:
    """The median of the rounds' ratios: what disturbs the machine disturbs both of a round."""
    return median(figure(a) / figure(b) for a, b in zip(one, other, strict=True))
