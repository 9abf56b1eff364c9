"""Whether the site is alive, and whether a message of a patient could not be delivered."""

from concurrent.futures import ThreadPoolExecutor

from django.db import Error, connection
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .contact.models import Message
from .live import live

WAIT = 1  # second, for a database that may be locked or far away

# Asked in a thread of its own: this answer must come when the database's does not.
asking = ThreadPoolExecutor(max_workers=1, thread_name_prefix="health")


@live
@never_cache
@require_safe
def health(request):
    """
    Always 200: the process answers. A second line tells what somebody should look at.

    A load balancer that took the site away for a failed e-mail would help nobody.
    """
    try:
        failed = asking.submit(failed_messages).result(timeout=WAIT)
    except (Error, TimeoutError):
        said = "ok\ndatabase: no answer\n"
    else:
        said = f"ok\nmessages not delivered: {failed}\n"
    return HttpResponse(said, content_type="text/plain; charset=utf-8")


def failed_messages() -> int:
    try:
        return Message.objects.failed().count()
    finally:
        connection.close()
