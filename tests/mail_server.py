"""A real SMTP server on this machine that keeps what it is given, or refuses it."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Thread
from typing import NamedTuple

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


class Received(NamedTuple):
    """A message as it came over the wire: the envelope and the bytes."""

    sender: str
    recipients: list[str]
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        """The message as a mail program reads it."""
        return message_from_bytes(self.raw, policy=policy.default)

    @property
    def text(self) -> str:
        """The decoded text, its line ends as the sender wrote them."""
        return self.message.get_payload(decode=True).decode()


class Mailbox:
    """
    What the server was given, taken or not.

    `refused` holds the recipients whom it answers with `refusal`; whatever else
    it is given, it answers with `answer`, once `when_given` was called.
    """

    def __init__(self):
        self.port = 0
        self.received: list[Received] = []
        self.refused: set[str] = set()
        self.refusal = "550 5.7.1 Refused"
        self.answer = "250 OK"
        self.when_given: Callable[[], None] = lambda: None

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refused:
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.received.append(Received(envelope.mail_from, envelope.rcpt_tos, envelope.content))
        self.when_given()
        return self.answer

    def to(self, address: str) -> Received:
        """The one message that went to `address`."""
        (found,) = [item for item in self.received if item.recipients == [address]]
        return found


class _AnyPort(Controller):
    def _trigger_server(self):
        # aiosmtpd knocks on the port it was told, which here is 0: "any free one".
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mail_server(settings, **options) -> Iterator[Mailbox]:
    """
    A server on a free port, and `settings` that send through it; `options` are aiosmtpd's.

    Lines longer than RFC 5321 allows (998 bytes) are refused, as by strict
    servers. After the block nobody listens on the port any more.
    """
    mailbox = Mailbox()
    options |= {"hostname": "127.0.0.1", "port": 0, "loop": asyncio.new_event_loop()}
    controller = _AnyPort(mailbox, **options)
    controller.start()
    mailbox.port = controller.port
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mailbox.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    try:
        yield mailbox
    finally:
        controller.stop()


@contextmanager
def no_server(settings) -> Iterator[None]:
    """A port on which nobody listens."""
    with mail_server(settings):
        pass
    yield


@contextmanager
def silent_server(settings) -> Iterator[None]:
    """A server that accepts the connection and says nothing."""
    with no_server(settings), closing(socket.create_server(("127.0.0.1", 0))) as listener:
        settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = listener.getsockname()[1], 0.1
        yield


@contextmanager
def refusing_server(settings) -> Iterator[None]:
    """A server that refuses everyone with a 550."""
    with mail_server(settings) as mailbox:
        mailbox.refused = {"practice@clinic.example", "zoe@example.com"}
        yield


@contextmanager
def locked_server(settings) -> Iterator[None]:
    """A server that takes no password."""

    def refuse(*_asked) -> AuthResult:
        return AuthResult(success=False, handled=False)

    options = {"auth_required": True, "auth_require_tls": False, "authenticator": refuse}
    with mail_server(settings, **options):
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "website", "of yesterday"
        yield


@contextmanager
def unwelcoming_server(settings) -> Iterator[None]:
    """A server that turns everybody away at the door, with a 554."""

    def answer(listener):
        with closing(listener.accept()[0]) as line:
            line.sendall(b"554 5.7.1 Not welcome\r\n")

    with no_server(settings), closing(socket.create_server(("127.0.0.1", 0))) as listener:
        settings.EMAIL_PORT = listener.getsockname()[1]
        door = Thread(target=answer, args=[listener])
        door.start()
        yield
        door.join()
