"""An answer as it comes over the wire."""

import socket
from typing import NamedTuple


class Answer(NamedTuple):
    head: bytes  # the status line and the headers, with the empty line
    body: bytes

    @property
    def status(self) -> int:
        return int(self.head.split()[1])

    @property
    def headers(self) -> list[tuple[str, str]]:
        lines = self.head.decode("latin-1").split("\r\n")[1:-2]
        return [tuple(line.split(": ", 1)) for line in lines]


def ask(port: int, path: str, **headers: str) -> Answer:
    """GET `path`; `If_None_Match="…"` is sent as If-None-Match."""
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall("\r\n".join([*lines, "Connection: close", "", ""]).encode())
        with connection.makefile("rb") as stream:
            head, _, body = stream.read().partition(b"\r\n\r\n")
    return Answer(head + b"\r\n\r\n", body)
