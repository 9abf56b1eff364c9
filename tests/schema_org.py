"""Holds a graph against schema.org's own vocabulary (tests/vocabulary.json)."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

VOCABULARY = json.loads((Path(__file__).parent / "vocabulary.json").read_text())
PARENTS = VOCABULARY["parents"]
PROPERTIES = VOCABULARY["properties"]
MEMBERS = VOCABULARY["members"]
DAY = r"\d{4}(-\d\d(-\d\d)?)?"  # ISO 8601: a year alone is a date
DATA = {
    "Text": lambda value: isinstance(value, str),
    "URL": lambda value: isinstance(value, str) and re.match(r"https?://[^\s/]+/\S*\Z", value),
    "Date": lambda value: isinstance(value, str) and re.fullmatch(DAY, value),
    "DateTime": lambda value: (
        isinstance(value, str) and re.fullmatch(rf"{DAY}T\d\d:\d\d:\d\d[+-]\d\d:\d\d", value)
    ),
    "Number": lambda value: isinstance(value, (int, float)),
    "Integer": lambda value: isinstance(value, int),
}


def kinds_of(thing: dict) -> set[str]:
    """The types of `thing` with all above them."""
    found, waiting = set(), [thing["@type"]] if isinstance(thing["@type"], str) else thing["@type"]
    waiting = list(waiting)
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting += PARENTS.get(name, [])
    return found


def things_in(value) -> Iterator[dict]:
    """Every thing in a graph, however deep."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            if "@type" in item:
                yield item
            for inner in item.values():
                yield from things_in(inner)


def faults_of(graph: list[dict]) -> list[str]:
    """What in `graph` the vocabulary does not allow; nothing where it is valid."""
    known = {thing["@id"]: thing for thing in things_in(graph) if "@id" in thing}
    return [fault for thing in things_in(graph) for fault in _faults(thing, known)]


def _faults(thing: dict, known: dict[str, dict]) -> Iterator[str]:
    kinds = kinds_of(thing)
    yield from (f"no type {kind}" for kind in kinds if kind not in PARENTS)
    for name, value in thing.items():
        where = f"{thing['@type']}.{name}"
        if name.startswith("@"):
            continue
        if name not in PROPERTIES:
            yield f"no property {where}"
            continue
        if PROPERTIES[name]["superseded"]:
            yield f"superseded {where}"
        if not kinds & set(PROPERTIES[name]["domains"]):
            yield f"not a property of the type: {where}"
        for item in value if isinstance(value, list) else [value]:
            if not _fits(item, PROPERTIES[name]["ranges"], known):
                yield f"not a value of {where}: {item!r}"


def _fits(value, ranges: list[str], known: dict[str, dict]) -> bool:
    if value in ("", None, [], {}):
        return False
    if isinstance(value, dict):
        value = value if "@type" in value else known.get(value["@id"])  # a bare @id leads there
        return value is not None and bool(kinds_of(value) & set(ranges))
    if any(name in DATA and DATA[name](value) for name in ranges):
        return True
    members = {f"https://schema.org/{m}" for name in ranges for m in MEMBERS.get(name, [])}
    return value in members
