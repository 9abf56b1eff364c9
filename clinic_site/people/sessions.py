"""
How long a session lasts: 30 minutes without use, 12 hours in all.

The end is a moment stored in the session itself, which the database refuses
after it. It moves at most once a minute, so that pages do not each write.
"""

from contextlib import suppress
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import Error
from django.utils import timezone

IDLE = timedelta(minutes=30)
IN_ALL = timedelta(seconds=settings.SESSION_COOKIE_AGE)
MOVES_EVERY = timedelta(minutes=1)
BEGAN = "began"


class SessionLimits:
    """Moves the end of a session that is in use; asking how long it lasts is no use."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.asking = f"/{settings.ADMIN_PATH}session/"

    def __call__(self, request):
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not self.only_asks(request):
            with suppress(Error):  # the site serves visitors without its database
                if SESSION_KEY in request.session:
                    move_end(request.session)
        return self.get_response(request)

    def only_asks(self, request) -> bool:
        return request.method == "GET" and request.path_info == self.asking


def begin(session) -> None:
    session[BEGAN] = timezone.now().isoformat()
    session.set_expiry(timezone.now() + IDLE)


def move_end(session) -> None:
    if BEGAN not in session:
        return begin(session)
    last = datetime.fromisoformat(session[BEGAN]) + IN_ALL
    end = min(timezone.now() + IDLE, last)
    if end - session.get_expiry_date() >= MOVES_EVERY:
        session.set_expiry(end)


def seconds_left(session) -> int:
    return max(0, int((session.get_expiry_date() - timezone.now()).total_seconds()))


def end_sessions(user) -> int:
    """End every session of `user`; how many there were. Only staff have sessions: few rows."""
    ours = [
        session.pk
        for session in Session.objects.filter(expire_date__gt=timezone.now())
        if session.get_decoded().get(SESSION_KEY) == str(user.pk)
    ]
    Session.objects.filter(pk__in=ours).delete()
    return len(ours)


def forget_ended() -> None:
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
