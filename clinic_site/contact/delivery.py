"""Sends what waits in the outbox."""

import logging
from smtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPHeloError,
    SMTPRecipientsRefused,
    SMTPResponseException,
)
from threading import Event

from ..service_manager import ALIVE, tell_service_manager
from .outbox import Message, Outgoing, OutgoingQuerySet

logger = logging.getLogger(__name__)

NOT_THE_MESSAGE_S = (SMTPAuthenticationError, SMTPConnectError, SMTPHeloError)


def deliver_due(stop: Event | None = None, queue: OutgoingQuerySet = Message.objects) -> int:
    """Send every message that is due, until `stop` is set; the number of those that were tried."""
    tried = 0
    while not (stop and stop.is_set()) and (message := queue.claim()):
        tell_service_manager(ALIVE)  # a long queue at a slow server is work, not a fault
        deliver(message)
        tried += 1
    return tried


def deliver(message: Outgoing) -> None:
    """Hand a claimed message to the mail server, and note what came of it."""
    try:
        message.as_email().send()
    except Exception as error:  # whatever fails here, the row stays and is tried again
        code = refusal_code(error)
        # The server's words may repeat an address; its code and our name for it do not.
        said = f"{type(error).__name__} {code or ''}".strip()
        what = message._meta.model_name
        logger.warning("%s %s, attempt %s: %s", what, message.pk, message.attempts, said)
        message.note_refused(said, is_permanent=code is not None and 500 <= code < 600)
    else:
        message.note_sent()


def refusal_code(error: Exception) -> int | None:
    """
    The code of RFC 5321 with which a server refused the message; None for any other trouble.

    A password that is refused (535), or the site itself (554 at the greeting), is not the
    message's fault: it may be mended.
    """
    if isinstance(error, NOT_THE_MESSAGE_S):
        return None
    if isinstance(error, SMTPRecipientsRefused):
        return next(iter(error.recipients.values()))[0]
    return error.smtp_code if isinstance(error, SMTPResponseException) else None
