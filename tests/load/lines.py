"""A browser's connection to nginx, with an address of its own."""

import asyncio
import re
import ssl
import time
from contextlib import suppress
from ipaddress import IPv4Address
from typing import NamedTuple

FIRST = IPv4Address("127.1.0.1")
MANY = 60_000  # addresses, used in turn
LENGTH = re.compile(rb"\r\nContent-Length: (\d+)", re.IGNORECASE)
PATIENCE = 60  # seconds for an answer


class Ask(NamedTuple):
    """What a browser asks for, and the statuses with which all is well."""

    kind: str
    path: str
    body: str | None = None  # what a form sends
    headers: str = ""  # whole lines
    statuses: tuple[int, ...] = (200,)

    def written(self, host: str) -> bytes:
        head = f"{'GET' if self.body is None else 'POST'} {self.path} HTTP/1.1\r\nHost: {host}\r\n"
        head += f"Accept-Encoding: gzip, br\r\n{self.headers}"
        if self.body is not None:
            head += "Content-Type: application/x-www-form-urlencoded\r\n"
            head += f"Content-Length: {len(self.body)}\r\n"
        return f"{head}\r\n{self.body or ''}".encode()


class Told(NamedTuple):
    """What came back; `seconds` from the moment at which it was wanted."""

    kind: str
    seconds: float
    size: int
    fault: str = ""


class Door(NamedTuple):
    """Where nginx listens, and whom to trust there."""

    host: str
    port: int
    trusting: ssl.SSLContext

    async def open(self, number: int, **options):
        """A TLS connection from the address of visitor `number`."""
        return await asyncio.open_connection(
            "127.0.0.1",
            self.port,
            ssl=self.trusting,
            server_hostname=self.host,
            local_addr=(str(FIRST + number % MANY), 0),
            **options,
        )


class Line:
    """
    One connection, kept as long as nginx keeps it.

    Where nginx closes a kept one at the very moment of asking, before it has answered
    anything, it is asked again over a new one, as browsers do (RFC 9112, 9.3.1); `again`
    counts that.
    """

    again = 0

    def __init__(self, door: Door, number: int):
        self.door, self.number, self.writer = door, number, None

    async def ask(self, ask: Ask, since: float | None = None) -> tuple[Told, bytes]:
        """What was answered, and its head and body."""
        since = since or time.perf_counter()
        try:
            async with asyncio.timeout(PATIENCE):
                answer = await self._ask(ask.written(self.door.host))
        except (OSError, EOFError, TimeoutError) as error:
            self.close()
            return Told(ask.kind, time.perf_counter() - since, 0, repr(error)), b""
        status = int(answer[9:12])
        fault = "" if status in ask.statuses else str(status)
        return Told(ask.kind, time.perf_counter() - since, len(answer), fault), answer

    async def _ask(self, request: bytes) -> bytes:
        if self.writer and self.reader.at_eof():
            self.close()
        if self.writer:
            try:
                return await self._answer(request)
            except (ConnectionError, asyncio.IncompleteReadError) as error:
                self.close()
                if getattr(error, "partial", b""):
                    raise
                Line.again += 1
        self.reader, self.writer = await self.door.open(self.number)
        return await self._answer(request)

    async def _answer(self, request: bytes) -> bytes:
        self.writer.write(request)
        head = await self.reader.readuntil(b"\r\n\r\n")
        body = b""
        if head[9:12] not in (b"304", b"204"):
            body = await self.reader.readexactly(int(LENGTH.search(head)[1]))
        if b"\r\nConnection: close" in head:
            self.close()
        return head + body

    def close(self) -> None:
        if self.writer:
            with suppress(OSError):
                self.writer.transport.abort()
            self.writer = None
