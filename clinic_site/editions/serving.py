"""
Serves the current edition before Django is entered.

`ServeEdition` wraps the WSGI application as WhiteNoise does. A thread of each
process looks once a second which edition is the current one, so that no visit
waits for the database; when the database does not answer, the last one stays.
"""

import logging
import os
import threading

from django.conf import settings
from django.db import Error, connection

from ..bucket.failure import Unavailable
from ..measuring import EDITION
from .content import Nothing
from .copies import CURRENT, point_to, unpacked
from .files import PrintedEdition
from .models import Edition
from .printed import Printed

logger = logging.getLogger(__name__)

LOOK_EVERY = 1  # second
AFTER_A_FAULT = 3  # seconds; an archive that is damaged is fetched again each time


class Current:
    """The edition that this process serves; None before the first one is published."""

    edition: PrintedEdition | None = None

    @property
    def content(self) -> Printed | Nothing:
        """What is computed for visitors is made from this."""
        return self.edition.content if self.edition else Nothing()

    def refresh(self) -> None:
        """Serve the newest edition; keep the last one if the database does not answer."""
        try:
            newest = Edition.objects.first()
        except Error:
            return
        if newest and (self.edition is None or self.edition.folder.name != newest.folder):
            folder = unpacked(newest)
            self.edition = PrintedEdition(folder)
            point_to(folder)

    def load_last(self) -> None:
        """Serve what this machine served last, without asking the database."""
        link = settings.EDITIONS_ROOT / CURRENT
        if link.is_dir():
            self.edition = PrintedEdition(link.resolve())

    def watch(self) -> None:
        """Look every second, in a thread of this process and of those that it forks."""
        self._try(self.load_last)
        if self.edition is None:
            self._try(self.refresh)
        os.register_at_fork(after_in_child=self._start)
        self._start()

    def _start(self) -> None:
        threading.Thread(target=self._look, name="editions", daemon=True).start()

    def _look(self) -> None:
        wait = threading.Event().wait
        while True:
            wait(LOOK_EVERY if self._try(self.refresh) else AFTER_A_FAULT)

    def _try(self, load) -> bool:
        try:
            load()
        except Unavailable as error:  # said in a line: it may last for hours
            logger.error("An edition could not be fetched; the last one is served. %s", error)
        except Exception:  # a damaged archive, a full disk: the last edition stays
            logger.exception("An edition could not be loaded; the last one is served.")
        else:
            return True
        finally:
            connection.close()
        return False


current = Current()


class ServeEdition:
    """A WSGI application that answers for the addresses of the current edition."""

    def __init__(self, application):
        self.application = application
        self.session = f"{settings.SESSION_COOKIE_NAME}="
        self.proxy_says = settings.SECURE_PROXY_SSL_HEADER

    def __call__(self, environ, start_response):
        edition = current.edition
        file = edition and edition.files.get(environ["PATH_INFO"])
        if file is None or not self.is_for_any_visitor(environ):
            return self.application(environ, start_response)
        environ[EDITION] = True
        response = file.get_response(environ["REQUEST_METHOD"], environ)
        status = "200 OK" if response.status == 200 else "304 Not Modified"
        start_response(status, list(response.headers))
        return [response.file] if response.file else []

    def is_for_any_visitor(self, environ) -> bool:
        """False for staff, who see the manuscript, and for what Django refuses or redirects."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return False
        if self.session in environ.get("HTTP_COOKIE", ""):
            return False
        return not settings.SECURE_SSL_REDIRECT or self.is_secure(environ)

    def is_secure(self, environ) -> bool:
        if self.proxy_says and (said := environ.get(self.proxy_says[0])) is not None:
            return said.split(",")[0].strip() == self.proxy_says[1]
        return environ["wsgi.url_scheme"] == "https"
