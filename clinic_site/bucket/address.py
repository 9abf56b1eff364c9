"""What BUCKET_URL says: https://KEY:SECRET@host/name?region=…"""

import re
from ipaddress import ip_address
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

NAME = re.compile(r"/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])")  # as all makers of S3 take it
REGION = re.compile(r"[A-Za-z0-9-]+")
ENCODED = re.compile(r"(?:[A-Za-z0-9._~+=-]|%[0-9A-Fa-f]{2})+")


def options_of(url: str) -> dict[str, str] | None:
    """The options of the storage; None where the address cannot serve."""
    try:
        parts = urlsplit(url)
        said = parse_qs(parts.query, strict_parsing=True)
        is_right = is_safe(parts) and not parts.fragment and (parts.port is None or parts.port > 0)
    except ValueError:
        return None
    name, region = NAME.fullmatch(parts.path), said.pop("region", [""])[0]
    account = [parts.username or "", parts.password or ""]
    if not (is_right and name and REGION.fullmatch(region) and not said):
        return None
    if not all(map(ENCODED.fullmatch, account)):
        return None
    return {
        "endpoint_url": f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}",
        "bucket_name": name[1],
        "region_name": region,
        "access_key": unquote(account[0]),
        "secret_key": unquote(account[1]),
    }


def is_safe(parts: SplitResult) -> bool:
    """Over plain http only a server on this machine is asked."""
    if parts.scheme == "https":
        return bool(parts.hostname)
    return parts.scheme == "http" and (
        parts.hostname == "localhost" or ip_address(parts.hostname or "").is_loopback
    )
