"""What visitors are answered: nginx's certificate and headers, from the disk, and by Django."""

import re
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import urlsplit

from django.conf import settings

from .editions.archive import PAGES
from .editions.copies import CURRENT
from .readiness import Check
from .security_headers import security_headers

PAGE, ALIVE = "/fr/", "/healthz"
CERTIFICATE_LEFT = 20  # days; certbot renews at thirty
WAIT = 10  # seconds
FROM_DISK = re.compile(r'(W/)?"[0-9a-f]+-[0-9a-f]+"')  # nginx's tag of a file; ours has one part


def of_front(address: tuple[str, int]) -> Iterator[Check]:
    """Ask whoever listens at `address` (a host and a port) as a browser asks for SITE_URL."""
    host = urlsplit(settings.SITE_URL).hostname
    try:
        plain = socket.create_connection(address, timeout=WAIT)
        line = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except OSError as error:  # a certificate that is refused, too
        yield Check("https", f"{type(error).__name__}: {error}", False)
        return
    left = ssl.cert_time_to_seconds(line.getpeercert()["notAfter"]) - time.time()
    days = int(left // 86400)
    yield Check("certificate", f"valid for {days} more days", days >= CERTIFICATE_LEFT)
    with closing(HTTPConnection(host, timeout=WAIT)) as connection:
        connection.sock = line
        try:
            page, body = answer_to(connection, PAGE)
            alive, _said = answer_to(connection, ALIVE)
        except (OSError, HTTPException) as error:
            yield Check("https", f"no answer: {type(error).__name__}", False)
            return
    yield from of_page(page, body)
    yield Check("gunicorn", f"{ALIVE} is answered with {alive.status}", alive.status == 200)


def answer_to(connection: HTTPConnection, path: str) -> tuple[HTTPResponse, bytes]:
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer, answer.read()


def of_page(answer: HTTPResponse, body: bytes) -> Iterator[Check]:
    yield Check("https", f"{PAGE} is answered with {answer.status}", answer.status == 200)
    wanted = security_headers(is_secure=True)
    missing = [name for name, value in wanted.items() if answer.headers.get_all(name) != [value]]
    yield Check("headers", f"not as they should be: {missing}" if missing else "right", not missing)
    file = settings.EDITIONS_ROOT / CURRENT / PAGES / PAGE[1:] / "index.html"
    is_current = file.is_file() and file.read_bytes() == body
    found = "that of the disk" if is_current else "another one than on the disk"
    yield Check("page", found, is_current)
    by_nginx = bool(FROM_DISK.fullmatch(answer.headers.get("ETag", "")))
    yield Check("nginx", f"serves pages {'' if by_nginx else 'not '}from the disk", by_nginx)
