"""
How many requests this process answers, and in what time: for Prometheus, by `figures.py`.

Of a request only its kind and the class of its status are noted: no address, and nothing of who
asked. What nginx serves from the disk never comes here.
"""

from functools import cache
from itertools import product
from time import perf_counter

from django.conf import settings
from prometheus_client import Histogram

EDITION = "clinic.is_from_edition"  # in the environ of what was answered before Django

# 0.5 s is what 95 of 100 visitors may wait at most; publishing takes the longest.
LIMITS = [0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 10]

KINDS = ["edition", "visitors", "admin", "watching"]
WATCHED_AT = {"/healthz", "/readyz", "/metrics"}

seconds = Histogram(
    "clinic_http_request_duration_seconds",
    "Until an answer began, of what gunicorn was asked.",
    ["kind", "status"],
    buckets=LIMITS,
    registry=None,
)
# Found once for each of the few pairs: labels() costs as much as observe().
of_kind = cache(seconds.labels)
for pair in product(KINDS, ["2xx", "3xx", "4xx", "5xx"]):
    of_kind(*pair)  # a count that begins with its first fault hides it from rate()


class MeasureRequests:
    """A WSGI application round another one; it takes some microseconds of each request."""

    def __init__(self, application):
        self.application = application

    def __call__(self, environ, start_response):
        began = perf_counter()
        status = "5xx"  # of what ends in an error that gunicorn answers

        def start(line, *more):
            nonlocal status
            status = f"{line[0]}xx"
            return start_response(line, *more)

        try:
            return self.application(environ, start)
        finally:
            of_kind(kind_of(environ), status).observe(perf_counter() - began)


def kind_of(environ: dict) -> str:
    """Whether it was a page of the edition, a view for visitors, the admin, or a watcher."""
    if EDITION in environ:
        return "edition"
    path = environ["PATH_INFO"]
    if path.startswith(f"/{settings.ADMIN_PATH}"):
        return "admin"
    return "watching" if path in WATCHED_AT else "visitors"
