"""Run every part, or those named; the exit code counts the budgets that were not kept."""

import sys

from ..load.measuring import shortened
from . import (
    calendar,
    enquiries,
    growth,
    memory,
    preview,
    publishing,
    repeat_visit,
    serving,
    through_nginx,
)
from .site import published_site

PARTS = {
    "serving": serving.rows,
    "nginx": through_nginx.rows,
    "repeat": repeat_visit.rows,
    "preview": preview.rows,
    "memory": memory.rows,
    "growth": growth.rows,
    "publishing": publishing.rows,
    "enquiries": enquiries.rows,
    "calendar": calendar.rows,
    "load": shortened,
}


def main(names: list[str]) -> int:
    if not PARTS.keys() >= set(names):
        sys.exit(f"The parts are: {', '.join(PARTS)}.")
    rows = []
    with published_site() as site:
        for name in names or PARTS:
            for row in PARTS[name](site):
                rows.append(row)
                print(row, flush=True)
    return sum(not row.is_kept for row in rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
