"""What a page weighs on its way to a phone."""

import gzip
import re
import urllib.request

import brotli


def fetch(url: str) -> bytes:
    with urllib.request.urlopen(url) as answer:
        return answer.read()


def weights(address: str, path: str) -> dict[str, int]:
    """Bytes of a first visit: HTML and stylesheet as gzip and brotli, font, script."""
    html = fetch(address + path)
    files = {
        kind: fetch(address + re.search(pattern, html.decode())[1])
        for kind, pattern in {
            "css": r'rel="stylesheet" href="([^"]+)"',
            "font": r'rel="preload" href="([^"]+)"',
            "script": r'<script src="([^"]+)"',
        }.items()
    }
    return {
        "HTML + CSS, gzip": len(gzip.compress(html)) + len(gzip.compress(files["css"])),
        "HTML + CSS, brotli": len(brotli.compress(html)) + len(brotli.compress(files["css"])),
        "script": len(files["script"]),
        "first visit": len(gzip.compress(html))
        + len(gzip.compress(files["css"]))
        + len(files["font"])
        + len(gzip.compress(files["script"])),
    }
