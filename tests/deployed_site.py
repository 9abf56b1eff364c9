"""A machine as docs/operators.md sets one up, below a folder: the shipped nginx, gunicorn."""

import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest

from .bench.servers import NGINX, wait_for
from .conftest import MISSING_IS_FAILURE, find_or_skip
from .shipped_nginx import DEPLOY, HOST, Front, answer_of
from .site_process import Answer, Site
from .site_template import site_template

BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
AS_SYSTEMD_DOES = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="1")
os.execv(sys.executable, [sys.executable, "-m", *sys.argv[2:]])
"""


def command_of(unit: str) -> list[str]:
    """What the shipped `unit` starts, without the folder of its virtual environment."""
    text = (DEPLOY / "systemd" / unit).read_text()
    return shlex.split(re.search(r"^ExecStart=\S+/bin/(.*)$", text, re.MULTILINE)[1])


class DeployedSite(Front, Site):
    def __init__(self, folder: Path, database, archives: Path):
        Front.__init__(self, folder)
        Site.__init__(self, folder / "var/lib/clinic", database, archives)
        self.listener.close()
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(folder / "run/clinic/web.sock"))
        self.listener.listen(128)
        (folder / "run/clinic/web.sock").chmod(0o666)
        static = folder / "srv/clinic/var/static"
        shutil.copytree(self.environment["STATIC_ROOT"], static)
        self.environment |= {
            "SITE_URL": f"https://{HOST}",
            "STATIC_ROOT": str(static),
            "BEHIND_PROXY": "true",
            "LOG_FORMAT": "json",
        }
        self.manage("error_pages", str(folder / "srv/clinic/var/errors"))

    def start(self) -> None:
        """gunicorn, as the shipped unit starts it; until it says that it is ready."""
        path = self.temporary / "notify"
        path.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told, self.log.open("a") as log:
            told.bind(str(path))
            number = self.listener.fileno()
            self.server = subprocess.Popen(
                [sys.executable, "-c", AS_SYSTEMD_DOES, str(number), *self.command],
                cwd=self.code,
                env=self.environment | {"NOTIFY_SOCKET": str(path)},
                stderr=log,
                pass_fds=[number],
                start_new_session=True,
            )
            told.settimeout(20)
            assert told.recv(100).startswith(b"READY=1")

    command = command_of("clinic-web.service")

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    def ask_gunicorn(self, path: str, **headers: str) -> Answer:
        """As nginx would, without it."""
        with closing(HTTPConnection(HOST)) as connection:
            connection.sock = socket.socket(socket.AF_UNIX)
            connection.sock.connect(self.listener.getsockname())
            proto = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "127.0.0.1"}
            connection.request("GET", path, headers=proto | headers)
            return answer_of(connection.getresponse())


@contextmanager
def deployed_site(*names: str) -> Iterator[DeployedSite]:
    """It serves edition 1. In a folder with a short name, since a socket's may have 107 bytes."""
    find_or_skip("nginx", NGINX)
    if not BROTLI.exists():
        complain = pytest.fail if MISSING_IS_FAILURE else pytest.skip
        complain("libnginx-mod-http-brotli-static is not installed: this was NOT tested.")
    with (
        tempfile.TemporaryDirectory(prefix="machine-") as name,
        site_template().copied_to(Path(name)) as (database, archives),
    ):
        Path(name).chmod(0o755)  # nginx reads as www-data
        site = DeployedSite(Path(name), database, archives)
        site.write_certificate()
        site.write_configuration(*names)
        with closing(site.listener):
            site.start()
            front = site.nginx("-g", "daemon off;")
            try:
                wait_for(site.port, front)
                site.front = front
                yield site
            finally:
                front.send_signal(signal.SIGTERM)
                front.communicate()
                with suppress(ProcessLookupError):  # a test has stopped it
                    site.stop()
