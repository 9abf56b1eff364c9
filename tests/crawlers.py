"""
What each page tells a crawler: docs/crawlers.md.

`python -m tests.crawlers` writes the file anew; a test compares it with what is so.
"""

import os
import re
import sys
from html import unescape
from pathlib import Path

from .markup import elements
from .structured_data import DATA, graph_of

FILE = Path(__file__).resolve().parent.parent / "docs" / "crawlers.md"
SITE = "https://clinic.example"
WRITE = "WRITE_CRAWLERS"
COLUMNS = [
    "page",
    "title",
    "description",
    "canonical",
    "alternates",
    "robots",
    "JSON-LD",
    "lastmod",
]

HEAD = """\
# What each page tells a crawler

Of the first content, in both languages; the number is the length in characters (a title has 60
at most, a description 155). Written by `python -m tests.crawlers`; a test compares it.

- *canonical*: `itself` is the page's own address.
- *alternates*: the languages of `hreflang`, in the page and, where it is listed, in `/sitemap.xml`.
- *JSON-LD*: the types of the graph's things, the page first; in brackets, those within them.
- *lastmod*: `its words` is the day of the edition in which title, description or text of the page
  changed for patients; `each edition` where the page lists them. The page says the same day as
  `dateModified`.

Every listed page also tells messengers (Open Graph) its title, its description, both languages and
the picture `static/share/fr.png` or `en.png`. Past editions and drafts under a link are answered
with `X-Robots-Tag: noindex`; `robots.txt` leaves nothing out and names the sitemap.

"""


def title_of(html: str) -> str:
    """The page's own; drawings have titles too."""
    return unescape(re.search("<title>(.*?)</title>", html)[1])


def metas(html: str) -> dict[str, str]:
    """What the page's metadata says, by name or property."""
    found = [element.attributes for element in elements(html, "meta")]
    named = {meta.get("name") or meta.get("property"): meta.get("content") for meta in found}
    return {name: text for name, text in named.items() if name}


def links(html: str, rel: str) -> list[dict[str, str]]:
    found = [element.attributes for element in elements(html, "link")]
    return [link for link in found if link.get("rel") == rel]


def told(address: str, html: str, listed: set[str], changing: set[str]) -> list[str]:
    """A row of the table. `listed` are the paths in the sitemap, `changing` with each edition."""
    named = metas(html)
    (canonical,) = (link["href"] for link in links(html, "canonical"))
    alternates = {link["hreflang"]: link["href"] for link in links(html, "alternate")}
    default = next(code for code in ("fr", "en") if alternates[code] == alternates["x-default"])
    lastmod = "each edition" if address in changing else "its words"
    return [
        f"`{address}`",
        _counted(title_of(html)),
        _counted(named["description"]),
        "itself" if canonical == SITE + address else canonical,
        f"fr, en, x-default = {default}",
        named.get("robots", "index"),
        ", ".join(map(_kinds, graph_of(html))) if DATA.search(html) else "none",
        lastmod if address in listed else "not listed",
    ]


def _counted(text: str) -> str:
    return f"{text} ({len(text)})".replace("|", "\\|")


def _kinds(thing: dict) -> str:
    """The type of a thing, with those directly within it: `FAQPage (Question)`."""
    within = {}
    for value in thing.values():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict) and "@type" in item:
                within[_name(item)] = None
    return _name(thing) + (f" ({', '.join(within)})" if within else "")


def _name(thing: dict) -> str:
    kind = thing["@type"]
    return kind if isinstance(kind, str) else " + ".join(kind)


def as_markdown(rows: list[list[str]]) -> str:
    lines = [f"| {' | '.join(COLUMNS)} |", f"|{' --- |' * len(COLUMNS)}"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    import pytest

    os.environ[WRITE] = "1"
    sys.exit(pytest.main(["-q", "tests/test_crawlers.py", "-k", "document"]))
