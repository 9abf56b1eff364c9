"""A site as `make run` serves it, for as long as it is measured."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from .weights import fetch

ROOT = Path(__file__).resolve().parent.parent


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
