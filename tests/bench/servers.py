"""Starts servers on ports of their own, and ends them."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"  # not in everybody's PATH
GUNICORN = ["--worker-class=gthread", "--workers=2", "--threads=4", "--no-control-socket"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(command: list, port: int, **options) -> Iterator[subprocess.Popen]:
    """The process of a server, once it answers at `port`."""
    process = subprocess.Popen(command, **options)
    try:
        wait_for(port, process)
        yield process
    finally:
        process.terminate()
        process.wait()


def wait_for(port: int, process: subprocess.Popen) -> None:
    for _attempt in range(300):
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit(f"A server did not start: {process.args}")


def gunicorn(application: str, port: int, environment: dict[str, str]):
    command = [sys.executable, "-m", "gunicorn", application, f"--bind=127.0.0.1:{port}"]
    options = [*GUNICORN, "--log-level=warning"]
    return running(command + options, port, env=environment, cwd=Path(__file__).parents[2])


def nginx(configuration: Path, port: int):
    command = [NGINX, "-p", configuration.parent, "-c", configuration, "-e", "stderr"]
    return running(command, port)


def workers_of(process: subprocess.Popen) -> list[int]:
    """The processes that a gunicorn has started."""
    listing = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return [int(number) for number in listing.read_text().split()]
