"""How much work something is, however fast the machine: the calls of Python that it makes."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def counted_calls() -> Iterator[Counter]:
    """Counts the calls of the block, by kind: of functions written in Python ("call") or in C."""
    calls = Counter()

    def count(frame, event, argument):
        if event in ("call", "c_call"):
            calls[event] += 1

    sys.setprofile(count)
    try:
        yield calls
    finally:
        sys.setprofile(None)
