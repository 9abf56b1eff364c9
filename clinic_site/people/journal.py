"""
What is noted of accounts: in the server's log each login, refusal, lock-out and
change; in the admin's log what changed for an account, which its page shows.

Names of accounts, never what was typed for one that does not exist: it may be
a password. No network address: the proxy's own log has them, for as long as it says.
"""

import logging

from axes.signals import user_locked_out
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from .sessions import begin

logger = logging.getLogger("people")

# The admin's log keeps these, and the history says them in the language of its reader.
PHONE_SET = _("Two-factor authentication was set up.")
CODES_MADE = _("New recovery codes were made.")
CODE_USED = _("A recovery code was used.")
PHONE_FORGOTTEN = _("Phone and recovery codes were forgotten.")
SESSIONS_ENDED = _("All sessions were ended.")
RIGHTS = _("Rights: ")
NOTED = [PHONE_SET, CODES_MADE, CODE_USED, PHONE_FORGOTTEN, SESSIONS_ENDED]


def listen() -> None:
    user_logged_in.connect(logged_in)
    user_logged_out.connect(logged_out)
    user_login_failed.connect(refused)
    user_locked_out.connect(locked_out)


def note(about: User, what: str, by: User | None = None) -> None:
    """In both logs: that `what` happened to the account of `about`, by whom."""
    by = by or about
    logger.info("%s, account %s, by %s", what.rstrip("."), about.get_username(), by.get_username())
    LogEntry.objects.log_actions(by.pk, [about], CHANGE, what, single_object=True)


def in_words(message: str) -> str:
    """What `note` kept, in the language of whoever reads it."""
    if message in NOTED:
        return gettext(message)
    if message.startswith(RIGHTS):
        return gettext(RIGHTS) + message.removeprefix(RIGHTS)
    return message


def logged_in(sender, request, user, **_signal):
    request.session.cycle_key()  # Django keeps the key when the same person logs in once more
    begin(request.session)
    logger.info("login: %s", user.get_username())


def logged_out(sender, request, user, **_signal):
    if user:
        logger.info("logout: %s", user.get_username())


def refused(sender, credentials, **_signal):
    logger.warning("login refused: %s", name_of(account_of(credentials.get("username"))))


def locked_out(sender, username, **_signal):
    logger.warning("locked out: %s", name_of(account_of(username)))


def account_of(username: str | None) -> User | None:
    return User.objects.filter(username=username or "").first()


def name_of(user: User | None) -> str:
    return user.get_username() if user else "no such account"


def not_staff(user: User) -> None:
    logger.warning("login refused, not staff: %s", user.get_username())


def wrong_code(user: User) -> None:
    logger.warning("code refused: %s", user.get_username())
