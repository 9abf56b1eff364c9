"""Bytes that are hardly HTTP, through a real gunicorn: refused, and the site goes on."""

import socket

import pytest

from .site_process import new_site

HOST = b"Host: clinic.example\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
PARTS = b"Content-Type: multipart/form-data; boundary=b"

BYTES = {
    "nothing": b"\r\n\r\n",
    "noise": bytes(range(256)) * 8,
    "the beginning of TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 500,
    "the preface of HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "no version": b"GET /fr/\r\n\r\n",
    "a version to come": b"GET /fr/ HTTP/9.9\r\n" + HOST + b"\r\n",
    "no host": b"GET /fr/ HTTP/1.1\r\n\r\n",
    "two hosts": b"GET /x/ HTTP/1.1\r\n" + HOST * 2 + b"\r\n",
    "another host as a whole": b"GET http://evil.example/fr/ HTTP/1.1\r\n" + HOST + b"\r\n",
    "an address without a slash": b"GET fr HTTP/1.1\r\n" + HOST + b"\r\n",
    "NUL in the address": b"GET /fr/\0 HTTP/1.1\r\n" + HOST + b"\r\n",
    "bytes in the address": b"GET /fr/\xff\xe9 HTTP/1.1\r\n" + HOST + b"\r\n",
    "spaces in the address": b"GET /fr/ a b HTTP/1.1\r\n" + HOST + b"\r\n",
    "a long address": b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    "a method in small letters": b"get /fr/ HTTP/1.1\r\n" + HOST + b"\r\n",
    "a method that is none": b"G\xc9T /fr/ HTTP/1.1\r\n" + HOST + b"\r\n",
    "CONNECT": b"CONNECT evil.example:443 HTTP/1.1\r\n" + HOST + b"\r\n",
    "TRACE": b"TRACE /fr/ HTTP/1.1\r\nX: <b id=x>\r\n" + HOST + b"\r\n",
    "NUL in a header": b"GET /fr/ HTTP/1.1\r\nX: a\0b\r\n" + HOST + b"\r\n",
    "a return in a header": b"GET /fr/ HTTP/1.1\r\nX: a\rSet-Cookie: b\r\n" + HOST + b"\r\n",
    "a space in a header's name": b"GET /fr/ HTTP/1.1\r\nX : a\r\n" + HOST + b"\r\n",
    "a folded header": b"GET /fr/ HTTP/1.1\r\nX: a\r\n b\r\n" + HOST + b"\r\n",
    "many headers": b"GET /fr/ HTTP/1.1\r\n" + b"X: a\r\n" * 2000 + HOST + b"\r\n",
    "a huge header": b"GET /fr/ HTTP/1.1\r\nX: " + b"a" * 200_000 + b"\r\n" + HOST + b"\r\n",
    "an underscore for a header of the proxy": (
        b"GET /fr/ HTTP/1.1\r\nX_Forwarded_Proto: https\r\n" + HOST + b"\r\n"
    ),
    "a charset of nonsense": (
        b"POST /fr/contact/ HTTP/1.1\r\nContent-Type: text/plain; charset*=nonsense''b\r\n"
        b"Content-Length: 0\r\n" + HOST + b"\r\n"
    ),
    "rot13 in parts": (
        b"POST /fr/contact/ HTTP/1.1\r\n" + PARTS + b"; charset=rot13\r\n"
        b'Content-Length: 57\r\n' + HOST + b"\r\n"
        b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--b--'
    ),
    "a length below nothing": b"POST /fr/ HTTP/1.1\r\nContent-Length: -1\r\n" + HOST + b"\r\n",
    "a length that is none": b"POST /fr/ HTTP/1.1\r\nContent-Length: a\r\n" + HOST + b"\r\n",
    "two lengths": (
        b"POST /fr/ HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n" + HOST + b"\r\nab"
    ),
    "more than its length": (
        b"POST /fr/contact/ HTTP/1.1\r\nContent-Length: 1\r\n" + FORM + HOST + b"\r\n" + b"a" * 900
    ),
    "less than its length": (
        b"POST /fr/contact/ HTTP/1.1\r\nContent-Length: 900\r\n" + FORM + HOST + b"\r\na"
    ),
    "a length and chunks": (
        b"POST /fr/contact/ HTTP/1.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n"
        + FORM + HOST + b"\r\n0\r\n\r\n"
    ),
    "chunks of no number": (
        b"POST /fr/contact/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n"
        + FORM + HOST + b"\r\nzz\r\na\r\n"
    ),
    "another encoding": (
        b"POST /fr/contact/ HTTP/1.1\r\nTransfer-Encoding: gzip\r\n" + FORM + HOST + b"\r\nab"
    ),
    "an encoding that is none": (
        b"POST /fr/contact/ HTTP/1.1\r\nTransfer-Encoding: xchunked\r\n" + FORM + HOST + b"\r\nab"
    ),
}  # fmt: skip

# gunicorn's own word for a transfer coding that it does not know (RFC 9112, 6.1).
NOT_IMPLEMENTED = {"an encoding that is none": b"HTTP/1.1 501"}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with new_site(tmp_path_factory.mktemp("bytes")) as site:
        yield site


def answer(site, sent: bytes) -> bytes:
    """All that comes back until the connection ends; nothing, where it ends at once."""
    with socket.create_connection(site.listener.getsockname(), timeout=15) as connection:
        try:
            connection.sendall(sent)
            connection.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: connection.recv(65536), b""))
        except ConnectionError:  # it did not want to read all of it
            return b""


@pytest.mark.parametrize("name", BYTES)
def test_hostile_bytes(site, name):
    said = answer(site, BYTES[name].replace(b"HTTP/1.1\r\n", b"HTTP/1.1\r\nConnection: close\r\n"))

    head, _gap, body = said.partition(b"\r\n\r\n")
    begins = NOT_IMPLEMENTED.get(name, (b"HTTP/1.1 2", b"HTTP/1.1 3", b"HTTP/1.1 4"))
    assert not head or head.startswith(begins)
    assert b"Set-Cookie: b" not in head
    assert b"<b id=x" not in body
    assert b"Traceback" not in body
    assert site.get("/healthz").status == 200


def test_hostile_bytes_have_stored_nothing(site):
    counted = ["contact_enquiry", "contact_message", "contact_sender", "django_session"]

    assert [site.database.sql(f"SELECT count(*) FROM {table}")[0][0] for table in counted] == [
        0
    ] * 4
