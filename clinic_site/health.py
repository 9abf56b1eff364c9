"""Whether the site is alive, whether it can do all its work, and what somebody should look at."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import Error, connection
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from . import readiness
from .client_address import is_local
from .contact.models import Message
from .editions.middleware import is_staff
from .editions.serving import current
from .live import live
from .readiness import Check

T = TypeVar("T")

WAIT = 1  # second, for a database that may be locked or far away

# Asked in a thread of its own: this answer must come when the database's does not.
asking = ThreadPoolExecutor(max_workers=1, thread_name_prefix="health")


class DatabaseSilent(Exception):
    """It refused, or did not answer in time."""


def ask(question: Callable[[], T]) -> T:
    """What the database answers; `question` closes the thread's connection. Or DatabaseSilent."""
    try:
        return asking.submit(question).result(timeout=WAIT)
    except (Error, TimeoutError) as error:
        raise DatabaseSilent from error


@live
@never_cache
@require_safe
def health(request):
    """
    Always 200: the process answers. A second line tells what somebody should look at.

    A load balancer that took the site away for a failed e-mail would help nobody.
    """
    try:
        failed = ask(failed_messages)
    except DatabaseSilent:
        said = "ok\ndatabase: no answer\n"
    else:
        said = f"ok\nmessages not delivered: {failed}\n"
    return HttpResponse(said, content_type="text/plain; charset=utf-8")


def failed_messages() -> int:
    try:
        return Message.objects.failed().count()
    finally:
        connection.close()


@live
@never_cache
@require_safe
def ready(request):
    """
    200 when everything is as it should be, else 503; which point is wrong is told inside only.

    It is for whoever watches, and for a restart that waits. A load balancer asks `health`:
    pages are served without a database, and with a relay that stands still.
    """
    checks = look()
    is_ready = all(check.is_right for check in checks)
    lines = ["ready" if is_ready else "not ready"]
    if is_from_inside(request):
        lines += [
            f"{'ok' if check.is_right else 'WRONG'} {check.name}: {check.found}" for check in checks
        ]
    return HttpResponse(
        "".join(f"{line}\n" for line in lines),
        status=200 if is_ready else 503,
        content_type="text/plain; charset=utf-8",
    )


def look() -> list[Check]:
    """Each point, whether the database answers or not."""
    served = current.edition
    edition = Check("edition", served.folder.name if served else "none", served is not None)
    try:
        asked = ask(readiness.of_the_database)
    except DatabaseSilent:
        asked = [Check("database", "no answer", False)]
    return [edition, readiness.disk(), *asked]


def is_from_inside(request) -> bool:
    """From this machine, or from staff who are logged in."""
    return is_local(request) or is_staff(request)
