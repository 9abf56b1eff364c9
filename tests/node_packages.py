"""Packages of npm that the tests run with Node, each in a folder of its own below .venv."""

import fcntl
import json
import subprocess
from functools import cache
from pathlib import Path

from django.conf import settings

from .conftest import find_or_skip


@cache
def installed(package: str, version: str) -> Path:
    """Where npm has put it, none of its scripts run; processes that start together wait in turn."""
    npm = find_or_skip("npm")
    folder = settings.BASE_DIR / ".venv" / "node" / package.replace("/", "-")
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "node_modules" / package / "package.json"
    with open(folder / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists() or json.loads(file.read_text())["version"] != version:
            options = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefix", folder]
            command = [npm, "install", *options, f"{package}@{version}"]
            subprocess.run(command, check=True, capture_output=True)
    return folder
