"""
Tells Sentry of faults: what kind of error, where it was raised, in which request. Nothing else.

The library's own ways of gathering are off: they take requests, variables and words along, and
then black out what they know. Here an event is built from a few parts that hold no data. The
number of the request leads to the line in this site's own log, which says more. Imported by the
settings, when SENTRY_DSN is set.
"""

import logging
from collections.abc import Iterator
from types import TracebackType

from django.core.exceptions import ImproperlyConfigured

from .logs import current_request

try:
    import sentry_sdk
    from sentry_sdk.integrations.atexit import AtexitIntegration
    from sentry_sdk.integrations.excepthook import ExcepthookIntegration
    from sentry_sdk.utils import Dsn
except ImportError as error:
    raise ImproperlyConfigured(
        "SENTRY_DSN is set, and sentry-sdk is not installed: make .venv/sentry"
    ) from error

HANDLER = {"class": "clinic_site.sentry.TellSentry", "level": "ERROR"}
BY_THE_LIBRARY = ("event_id", "timestamp", "platform", "level", "logger", "environment", "sdk")


def begin(dsn: str) -> bool:
    """Send what `TellSentry` notes, and what ends a process; False where `dsn` is no address."""
    try:
        Dsn(dsn)
    except ValueError:
        return False
    sentry_sdk.init(
        dsn,
        default_integrations=False,
        auto_enabling_integrations=False,
        # The latter sends what waits when a process ends; it says nothing of it.
        integrations=[ExcepthookIntegration(), AtexitIntegration(callback=lambda *_told: None)],
        before_send=only_what_is_harmless,
        send_default_pii=False,
        include_local_variables=False,
        include_source_context=False,
        max_breadcrumbs=0,
        server_name="",
        release="",  # else it would ask git
        propagate_traces=False,
        auto_session_tracking=False,
        send_client_reports=False,
        spotlight=False,
        debug=False,
    )
    return True


class TellSentry(logging.Handler):
    """Hands errors of the log on; not the requests of robots that Django refuses."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.startswith(("sentry_sdk", "django.security")):
            return
        event = {"level": record.levelname.lower(), "logger": record.name}
        sentry_sdk.capture_event(event, {"exc_info": record.exc_info, "record": record})


def only_what_is_harmless(event: dict, hint: dict) -> dict:
    """A new event: whatever else the library put into `event` stays here."""
    told = {key: event[key] for key in BY_THE_LIBRARY if key in event}
    if number := current_request.get():
        told["tags"] = {"request": number}
    if (raised := hint.get("exc_info")) and raised[1]:
        told["exception"] = {"values": [described(error) for error in chain(raised[1])][::-1]}
    elif record := hint.get("record"):
        told["message"] = f"{record.pathname}:{record.lineno}"
    return told


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error, and those that it was raised from or amid; the last one first."""
    seen = set()
    while error and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def described(error: BaseException) -> dict:
    """Without its words, which may quote a row or what somebody typed."""
    kind = type(error)
    frames = list(frames_of(error.__traceback__))
    return {"type": kind.__name__, "module": kind.__module__, "stacktrace": {"frames": frames}}


def frames_of(trace: TracebackType | None) -> Iterator[dict]:
    while trace:
        code = trace.tb_frame.f_code
        yield {
            "filename": code.co_filename,
            "function": code.co_name,
            "lineno": trace.tb_lineno,
            "in_app": "site-packages" not in code.co_filename,
        }
        trace = trace.tb_next
