"""
What Prometheus is told at /metrics, on this machine only: requests, and how the site stands.

Gauges are computed when they are asked for, in three queries. Without a database they are left
out, `clinic_database_up` is 0, and the rest is told.
"""

import os
from collections.abc import Iterator

from django.db import connection
from django.db.models import Count, Min, Q
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from . import measuring
from .backups.kept import last_good
from .client_address import is_local
from .contact.models import Enquiry, Message
from .editions.models import Edition
from .health import DatabaseSilent, ask
from .live import live
from .readiness import free_bytes

Gauges = list[GaugeMetricFamily]


@live
@never_cache
@require_safe
def metrics(request):
    """In Prometheus' text format; nobody elsewhere learns that it is there."""
    if not is_local(request):
        raise Http404
    registry = CollectorRegistry()
    registry.register(Standing())
    if folder := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):  # of all workers
        MultiProcessCollector(registry, folder)
    else:
        registry.register(measuring.seconds)
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)


class Standing:
    """How the site stands now, as the library asks for it."""

    def describe(self) -> Gauges:
        """Nothing in advance: registering asks no database."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        yield from of_machine()
        try:
            asked = ask(of_database)
        except DatabaseSilent:
            asked = []
        yield gauge("database_up", "1 when the database answers within a second.", bool(asked))
        yield from asked


def of_machine() -> Iterator[GaugeMetricFamily]:
    yield gauge("disk_free_bytes", "Where editions are unpacked.", free_bytes())
    if last := last_good():
        age = (timezone.now() - last).total_seconds()
        yield gauge("backup_age_seconds", "Since the last good backup was made.", age)


def of_database() -> Gauges:
    try:
        return [of_enquiries(), *of_messages(), *of_edition()]
    finally:
        connection.close()


def of_enquiries() -> GaugeMetricFamily:
    answered = ~Q(answered_at=None)
    counts = Enquiry.objects.aggregate(
        new=Count("pk", ~answered & Q(doubts="")),
        answered=Count("pk", answered),
        doubtful=Count("pk", ~answered & ~Q(doubts="")),
    )
    return by_state("enquiries", "Enquiries that are stored.", counts)


def of_messages() -> Gauges:
    waiting = Q(sent_at=None, failed_at=None)
    counts = Message.objects.aggregate(
        waiting=Count("pk", waiting),
        sent=Count("pk", ~Q(sent_at=None)),
        failed=Count("pk", ~Q(failed_at=None)),
        oldest=Min("created_at", filter=waiting),
    )
    oldest = counts.pop("oldest")
    age = (timezone.now() - oldest).total_seconds() if oldest else 0
    return [
        by_state("messages", "E-mails of the enquiries that are stored.", counts),
        gauge("message_waiting_seconds", "Age of the oldest e-mail that is not sent yet.", age),
    ]


def of_edition() -> Gauges:
    newest = Edition.objects.first()
    if newest is None:
        return []
    age = (timezone.now() - newest.published_at).total_seconds()
    return [
        gauge("edition_number", "The newest edition.", newest.number),
        gauge("edition_age_seconds", "Since it was published.", age),
    ]


def gauge(name: str, words: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"clinic_{name}", words, value)


def by_state(name: str, words: str, counts: dict[str, int]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"clinic_{name}", words, labels=["state"])
    for state, count in counts.items():
        family.add_metric([state], count)
    return family
