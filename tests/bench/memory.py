"""What a worker holds after many requests for all pages, and whether it grows."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from .answers import ask
from .budgets import Row, at_most
from .load import Target, load
from .servers import gunicorn, workers_of
from .site import Site

REQUESTS = 20_000
# wrk asks for the pages in turn.
SCRIPT = """\
local paths, number = {{ {paths} }}, 0
request = function()
  number = number % #paths + 1
  return wrk.format("GET", paths[number])
end
"""


def rows(site: Site) -> Iterator[Row]:
    with gunicorn("clinic_site.wsgi", site.port, site.environment) as server:
        sitemap = ask(site.port, "/sitemap.xml").body.decode()
        paths = re.findall(rf"<loc>{site.address}([^<]+)</loc>", sitemap)
        script = site.folder / "pages.lua"
        script.write_text(SCRIPT.format(paths=", ".join(f'"{path}"' for path in paths)))
        first = after_requests(server, site, script)
        second = after_requests(server, site, script)
    name = f"requests for all {len(paths)} pages"
    yield at_most(80, f"A worker after {REQUESTS:,} {name}", max(first.values()), "MB")
    growth = max(second[worker] / kept for worker, kept in first.items())
    yield at_most(1.02, f"The same after {REQUESTS:,} more ÷ before", growth)


def after_requests(server: subprocess.Popen, site: Site, script: Path) -> dict[int, float]:
    """MB in memory by worker, once they have answered as many requests."""
    done = 0
    while done < REQUESTS:
        done += load(Target(site.address, "br"), "-s", str(script)).count
    return {worker: resident(worker) for worker in workers_of(server)}


def resident(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) * 1024 / 1e6
