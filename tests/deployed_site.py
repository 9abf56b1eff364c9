"""A machine as docs/operators.md sets one up, below a folder: the shipped nginx, gunicorn."""

import re
import shlex
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import cached_property
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from .bench.servers import NGINX, free_port, wait_for
from .conftest import MISSING_IS_FAILURE, find_or_skip
from .site_process import ROOT, Answer, Site, wait_until
from .site_template import site_template

HOST = "clinic.example"
DEPLOY = ROOT / "deploy"
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
# Of what stands in the shipped files, only where it lies is another place here.
FOLDERS = re.compile(r"(?<=[ \":])/(?=(?:etc/clinic|run|srv|var)/)")
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


def answer_of(response: HTTPResponse) -> Answer:
    return Answer(response.status, response.headers, response.read())


class Front:
    """The shipped nginx below a folder, on ports of ours; whoever asks comes from `source`."""

    source = "127.0.0.1"

    def __init__(self, folder: Path):
        self.root, self.port, self.plain_port = folder, free_port(), free_port()
        self.figures_port = free_port()
        for name in ("run/clinic", "var/log/nginx", "var/www/acme", "srv/clinic/var"):
            (folder / name).mkdir(parents=True)

    def write_certificate(self) -> None:
        folder = self.root / "etc/clinic/tls"
        folder.mkdir(parents=True)
        key, certificate = folder / "privkey.pem", folder / "fullchain.pem"
        command = [find_or_skip("openssl"), "req", "-x509", "-nodes", "-days", "30"]
        command += ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-subj", f"/CN={HOST}"]
        command += ["-addext", f"subjectAltName=DNS:{HOST}", "-keyout", key, "-out", certificate]
        subprocess.run(command, check=True, capture_output=True)
        self.certificate = certificate

    def write_configuration(self, *names: str) -> None:
        """The shipped files, below our folder, on ports of ours; under these `names` as well."""
        shutil.copytree(DEPLOY / "nginx", self.root / "etc/nginx")
        for file in (self.root / "etc/nginx").rglob("*.conf"):
            text = FOLDERS.sub(f"{self.root}/", file.read_text())
            text = re.sub(r"\n *listen \[::\].*", "", text)
            text = text.replace("listen 443", f"listen 127.0.0.1:{self.port}")
            text = text.replace("listen 80", f"listen 127.0.0.1:{self.plain_port}")
            text = text.replace("127.0.0.1:9180", f"127.0.0.1:{self.figures_port}")
            all_names = " ".join([f"server_name {HOST}", *names])
            file.write_text(text.replace(f"server_name {HOST}", all_names))

    @contextmanager
    def changed(self, file: str, old: str, new: str, is_changed: Callable[[], bool]):
        """While nginx reads `new` instead of `old` in `file`."""
        rules = self.root / "etc/nginx/clinic" / file
        before = rules.read_text()
        try:
            rules.write_text(before.replace(old, new))
            self.front.send_signal(signal.SIGHUP)
            wait_until(is_changed)
            yield
        finally:
            rules.write_text(before)
            self.front.send_signal(signal.SIGHUP)
            wait_until(lambda: not is_changed())

    def nginx(self, *arguments: str) -> subprocess.Popen:
        command = [find_or_skip("nginx", NGINX), "-c", str(self.root / "etc/nginx/nginx.conf")]
        piped = {"stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen([*command, *arguments], start_new_session=True, **piped)

    @cached_property
    def trusting(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.certificate))

    def line(self) -> ssl.SSLSocket:
        """A connection to nginx."""
        plain = socket.create_connection(("127.0.0.1", self.port), 15, (self.source, 0))
        return self.trusting.wrap_socket(plain, server_hostname=HOST)

    get = Site.get

    def ask(self, method: str, path: str, body=None, headers=None) -> Answer:
        with closing(HTTPConnection(HOST)) as connection:
            connection.sock = self.line()
            connection.request(method, path, body, headers or {})
            return answer_of(connection.getresponse())

    def say(self, request: bytes) -> Answer:
        """What is answered to these bytes, which need not be a request."""
        with self.line() as line:
            line.sendall(request)
            response = HTTPResponse(line)
            response.begin()
            return answer_of(response)


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
