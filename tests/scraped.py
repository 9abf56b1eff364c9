"""What Prometheus reads in the site's figures."""

from contextlib import closing
from http.client import HTTPConnection

from prometheus_client.parser import text_string_to_metric_families

Figures = dict[tuple[str, ...], float]


def figures_in(text: str) -> Figures:
    """Each value by its name and its labels' values: `("clinic_messages", "sent")`."""
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def requests_in(figures: Figures) -> dict[tuple[str, ...], int]:
    """How many requests were answered, by kind and status."""
    counted = "clinic_http_request_duration_seconds_count"
    found = {key[1:]: int(value) for key, value in figures.items() if key[0] == counted}
    return {labels: count for labels, count in found.items() if count}


def figures_at(port: int) -> Figures:
    """As Prometheus on this machine asks for them."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=15)) as connection:
        connection.request("GET", "/metrics")
        answer = connection.getresponse()
        assert answer.status == 200
        return figures_in(answer.read().decode())
