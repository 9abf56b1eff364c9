"""Reads what a page tells search engines."""

import json
import re

DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def graph_of(html: str) -> list[dict]:
    """The things in the graph of a page; fails unless there is one."""
    (text,) = DATA.findall(html)
    data = json.loads(text)
    graph = data.pop("@graph")
    assert data == {"@context": "https://schema.org"}
    return graph


def the(kind: str, html: str) -> dict:
    """The one thing of that type in the graph."""
    (found,) = (thing for thing in graph_of(html) if kind in thing["@type"])
    return found
