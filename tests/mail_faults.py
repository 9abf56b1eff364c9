"""A real SMTP server on this machine that fails in the ways of mail servers, and recovers."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from typing import NamedTuple

from aiosmtpd.smtp import SMTP

TAKEN = "250 OK"


class Mode(NamedTuple):
    """How a server answers; unless said otherwise, as one that is well."""

    listens: bool = True
    seconds: float = 0  # before each answer
    to_recipient: str = TAKEN
    to_message: str = TAKEN
    cuts: str = ""  # the line: "in DATA", or "before" or "after" its answer to the message
    lines: int = 1  # that were opened before it greets the first


WELL = Mode()
DOWN = Mode(listens=False)
SLOW = Mode(seconds=0.2)
SILENT = Mode(seconds=3600)
GREYLISTING = Mode(to_recipient="451 4.7.1 Greylisted")
REFUSING_FOR_NOW = Mode(to_message="451 4.3.0 Try again later")
UNKNOWN_RECIPIENT = Mode(to_recipient="550 5.1.1 No such mailbox")
REFUSING_FOR_EVER = Mode(to_message="550 5.7.1 Refused")
DROPPING_IN_DATA = Mode(cuts="in DATA")
CUTTING_BEFORE_THE_ANSWER = Mode(cuts="before")
CUTTING_AFTER_THE_ANSWER = Mode(cuts="after")


class Delivered(NamedTuple):
    recipient: str
    message_id: str


class Line(SMTP):
    """One connection."""

    def __init__(self, server: "MailServer"):
        super().__init__(server, hostname="mail.test", loop=server.loop)
        self.mail_server = server

    def connection_made(self, transport):
        super().connection_made(transport)
        self.mail_server.lines.append(transport)

    async def push(self, status):
        await asyncio.sleep(self.mail_server.mode.seconds)
        while len(self.mail_server.lines) < self.mail_server.mode.lines:
            await asyncio.sleep(0.01)
        await super().push(status)
        self.mail_server.answers += 1

    async def smtp_DATA(self, arg):
        cuts = self.mail_server.mode.cuts
        if cuts == "in DATA":
            await self.push("354 Go on")
            await self._reader.readuntil(b"\r\n")
            self.transport.abort()
            return
        await super().smtp_DATA(arg)
        if cuts == "after" and self.transport:
            self.transport.close()


class MailServer:
    """
    `delivered` holds all that it took, in the order of arrival.

    The port is ours while nobody listens on it too, so that nobody else takes it.
    """

    def __init__(self):
        self.mode = DOWN
        self.delivered: list[Delivered] = []
        self.answers = 0  # how often it spoke
        self.lines: list[asyncio.Transport] = []  # all that were ever opened
        self.port_holder = socket.socket()
        self.port_holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        self.port_holder.bind(("127.0.0.1", 0))
        self.port = self.port_holder.getsockname()[1]
        self.loop, self.listener = asyncio.new_event_loop(), None

    def become(self, mode: Mode) -> None:
        """Be as `mode` says for those who connect from now on; cut all lines that are open."""
        asyncio.run_coroutine_threadsafe(self._become(mode), self.loop).result(timeout=10)

    async def _become(self, mode: Mode) -> None:
        self.mode = mode
        for line in self.lines:
            line.abort()
        if self.listener:
            self.listener.close()
            self.listener = None
        if mode.listens:
            self.listener = await self.loop.create_server(
                lambda: Line(self), "127.0.0.1", self.port, reuse_port=True
            )

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.mode.to_recipient == TAKEN:
            envelope.rcpt_tos.append(address)
        return self.mode.to_recipient

    async def handle_DATA(self, server, session, envelope):
        if self.mode.to_message == TAKEN:
            message_id = message_from_bytes(envelope.content)["Message-ID"]
            self.delivered += [Delivered(to, message_id) for to in envelope.rcpt_tos]
        if self.mode.cuts == "before":
            server.transport.abort()
        return self.mode.to_message


@contextmanager
def mail_server_that_may_fail() -> Iterator[MailServer]:
    server = MailServer()
    thread = threading.Thread(target=server.loop.run_forever, name="mail server")
    thread.start()
    server.become(WELL)
    try:
        yield server
    finally:
        server.become(DOWN)
        server.loop.call_soon_threadsafe(server.loop.stop)
        thread.join()
        server.loop.close()
        server.port_holder.close()
