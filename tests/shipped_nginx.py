"""The nginx that is shipped, below a folder: on ports of ours, with a certificate of ours."""

import re
import shutil
import signal
import socket
import ssl
import subprocess
from collections.abc import Callable
from contextlib import closing, contextmanager
from functools import cached_property
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

from .bench.servers import NGINX, free_port, workers_of
from .conftest import find_or_skip
from .site_process import ROOT, Answer, Site, wait_until

HOST = "clinic.example"
DEPLOY = ROOT / "deploy"
# Of what stands in the shipped files, only where it lies is another place here.
FOLDERS = re.compile(r"(?<=[ \":])/(?=(?:etc/clinic|run|srv|var)/)")


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
            self.reload()
            wait_until(is_changed)
            yield
        finally:
            rules.write_text(before)
            self.reload()
            wait_until(lambda: not is_changed())

    def reload(self) -> None:
        """Until no worker is there any more that has read the former files."""
        former = {*workers_of(self.front)}
        self.front.send_signal(signal.SIGHUP)
        wait_until(lambda: former.isdisjoint(workers_of(self.front)))

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
