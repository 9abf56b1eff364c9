"""From which network address a request comes."""

from ipaddress import ip_address

from django.conf import settings


def client_address(request) -> str:
    """As the proxy in front of us saw it; what the client says of itself is not believed."""
    if settings.BEHIND_PROXY:
        return request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    return request.META.get("REMOTE_ADDR", "")


def is_local(request) -> bool:
    """Whether it comes from this very machine."""
    try:
        return ip_address(client_address(request)).is_loopback
    except ValueError:
        return False
