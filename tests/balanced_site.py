"""Two machines behind a balancer, as docs/operators.md sets them up, with one PostgreSQL."""

import json
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from copy import copy
from http.client import HTTPException
from pathlib import Path
from threading import Event, Thread

from .bench.servers import wait_for
from .deployed_site import DeployedSite
from .shipped_nginx import Front
from .site_pages import CONTACT, PROCEDURE
from .site_process import ROOT, Answer
from .site_template import site_template

LOG = "var/log/nginx/clinic.log"
VISITED = [PROCEDURE[0], CONTACT[0], "/en/", CONTACT[1]]


class Machine(Front):
    """An nginx with the files of its kind in the place of those of a machine that is alone."""

    def take_its_place(self, kind: str, **addresses: str) -> None:
        self.write_configuration()
        folder = self.root / "etc/nginx"
        shutil.copytree(folder / kind, folder / "clinic", dirs_exist_ok=True)
        for file in (folder / "clinic").iterdir():
            text = file.read_text()
            for private, ours in addresses.items():
                text = text.replace(private, ours)
            file.write_text(text)

    def seen_from(self, source: str) -> "Machine":
        """The same, asked from another address of this machine."""
        other = copy(self)
        other.source = source
        return other

    def open(self) -> None:
        self.front = self.nginx("-g", "daemon off;")
        wait_for(self.port, self.front)

    @property
    def faults(self) -> list[dict]:
        """What nginx has noted."""
        return [json.loads(line) for line in (self.root / LOG).read_text().splitlines()]

    def close(self, how: signal.Signals = signal.SIGQUIT) -> None:
        """As systemd stops nginx: what is in flight is answered, who comes later is turned away."""
        if self.front.poll() is None:
            os.killpg(self.front.pid, how)
            self.front.communicate()


class Balancer(Machine):
    """What visitors reach. `nodes` are asked by it."""

    def __init__(self, folder: Path, nodes: list["Node"]):
        super().__init__(folder)
        self.nodes = nodes
        self.write_certificate()
        errors = "srv/clinic/var/errors"
        shutil.copytree(nodes[0].root / errors, folder / errors)
        certificates = "".join(node.certificate.read_text() for node in nodes)
        (folder / "etc/clinic/tls/nodes.pem").write_text(certificates)
        addresses = {
            f"10.0.0.1{number}:443": f"127.0.0.1:{node.port}"
            for number, node in enumerate(nodes, 1)
        }
        self.take_its_place("balancer", **addresses)

    @contextmanager
    def visits(self) -> Iterator["Visits"]:
        visits = Visits(self)
        threads = [Thread(target=visits.go_on, args=[f"127.0.1.{n}"]) for n in (1, 2, 3)]
        for thread in threads:
            thread.start()
        try:
            yield visits
        finally:
            visits.are_over.set()
            for thread in threads:
                thread.join()


class Visits:
    """Three visitors who ask all the while; what they were answered, and what broke."""

    def __init__(self, site: Balancer):
        self.site, self.are_over = site, Event()
        self.answers: list[Answer] = []
        self.broken: list[Exception] = []

    def go_on(self, source: str) -> None:
        site = self.site.seen_from(source)
        while not self.are_over.wait(0.1):  # which leaves some of the machine to the others
            for path in VISITED:
                try:
                    self.answers.append(site.get(path))
                except (OSError, HTTPException) as error:
                    self.broken.append(error)

    @property
    def statuses(self) -> set[int]:
        return {answer.status for answer in self.answers}

    def more_than(self, number: int):
        seen = len(self.answers)
        return lambda: len(self.answers) > seen + number


class Node(Machine, DeployedSite):
    """One of the machines: nginx, gunicorn, relay."""

    # One worker is enough to see all that there is to see, and starts in a third of the time.
    command = [{"3": "1"}.get(word, word) for word in DeployedSite.command]

    def __init__(self, folder: Path, database, archives: Path, **environment: str):
        DeployedSite.__init__(self, folder, database, archives)
        self.environment |= environment
        self.write_certificate()
        self.take_its_place("node", **{"10.0.0.10": "127.0.0.1"})

    def begin_all(self) -> None:
        self.start()
        self.relay = self.begin("relay")
        self.open()

    def die(self) -> None:
        """As in a power cut."""
        self.close(signal.SIGKILL)
        self.kill_relay()
        if self.server.poll() is None:
            self.stop()

    def kill_relay(self) -> None:
        if self.relay.poll() is None:
            self.relay.kill()
            self.relay.communicate()


@contextmanager
def balanced_site(
    install: Callable[[Path], Path] = lambda folder: ROOT, **environment: str
) -> Iterator[Balancer]:
    """Both machines serve edition 1. Folders have short names: a socket's may have 107 bytes."""
    with ExitStack() as held:
        folders = [
            Path(held.enter_context(tempfile.TemporaryDirectory(prefix=f"{kind}-")))
            for kind in ("shared", "balancer", "node", "node")
        ]
        for folder in folders:
            folder.chmod(0o755)  # nginx reads as www-data
        shared = held.enter_context(site_template().copied_to(folders[0]))
        nodes = [Node(folder, *shared, **environment) for folder in folders[2:]]
        for node in nodes:
            held.enter_context(closing(node.listener))
            node.code = install(node.root)
            node.begin_all()
            held.callback(node.die)
        balancer = Balancer(folders[1], nodes)
        balancer.open()
        held.callback(balancer.close)
        yield balancer
