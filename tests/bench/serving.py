"""The published page against a bare WSGI callable, WhiteNoise and Django's per-site cache."""

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack

from .answers import ask
from .budgets import Row, at_least, at_most
from .load import Target, by_turns, ratio
from .servers import free_port, gunicorn
from .site import PAGE, Site

# Of what gunicorn sends, these are its own.
FROM_GUNICORN = {"Server", "Date", "Connection"}
APPLICATIONS = {
    "published": ("clinic_site.wsgi", "br"),
    "bare": ("tests.bench.applications.bare", "br"),
    "whitenoise": ("tests.bench.applications.whitenoise_static", "br"),
    "cached": ("tests.bench.applications.cached", "gzip"),  # Django writes no brotli
}


def rows(site: Site) -> Iterator[Row]:
    environment = site.environment | {
        "BENCH_ANSWER": str(site.folder / "answer.json"),
        "BENCH_PAGES": str(site.current),
    }
    with ExitStack() as servers:
        targets = {}
        for name, (application, encoding) in APPLICATIONS.items():
            port = free_port()
            servers.enter_context(gunicorn(application, port, environment))
            answer = ask(port, PAGE, Accept_Encoding=encoding)
            if answer.status != 200 or ("Content-Encoding", encoding) not in answer.headers:
                sys.exit(f"{application} did not serve {PAGE}: {answer.head.decode()}")
            if name == "published":
                keep(answer, site)
            targets[name] = Target(f"http://127.0.0.1:{port}{PAGE}", encoding)
        loads = by_turns(targets, rounds=15)
    rates = {name: [load.rate for load in found] for name, found in loads.items()}
    for name, found in rates.items():
        print(f"         {name}: {min(found):.0f} to {max(found):.0f} requests/s")
    for other, what, budget in (
        ("bare", "a bare WSGI callable", 0.8),
        ("whitenoise", "WhiteNoise's static file", 1),
        ("cached", "Django's per-site cache (gzip)", 1.5),
    ):
        figure = ratio(loads["published"], loads[other], lambda load: load.rate)
        yield at_least(budget, f"Published page ÷ {what}, requests/s", figure)
    figure = ratio(loads["published"], loads["bare"], lambda load: load.p99)
    yield at_most(1.2, "Published page ÷ a bare WSGI callable, p99", figure)


def keep(answer, site: Site) -> None:
    """Let the bare callable return the same bytes and headers."""
    headers = [header for header in answer.headers if header[0] not in FROM_GUNICORN]
    text = json.dumps({"headers": headers, "body": answer.body.decode("latin-1")})
    (site.folder / "answer.json").write_text(text)
