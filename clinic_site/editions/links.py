"""What pages refer to: the links that lead nowhere, and the files that go with a page."""

import re
from functools import lru_cache
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

REFERRING = ("href", "src", "action")
CANDIDATE = re.compile(r"([^\s,](?:\S*[^\s,])?)(?:\s[^,]*)?(?:,|$)")  # of a srcset
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
IN_STYLESHEET = re.compile(r"""(?:\burl\(\s*["']?|@import\s+["'])([^"')#]+)""", re.IGNORECASE)
ELSEWHERE = {"http", "https", "mailto", "tel", "data"}
KEPT = ("/static/", "/media/")  # what an edition keeps beside its pages


class Dead(NamedTuple):
    """A link that leads nowhere; `reason` is "anchor" where only its fragment is wrong."""

    page: str
    reference: str
    reason: str


class _Reader(HTMLParser):
    """Gathers the ids and the references of a page, each once."""

    def __init__(self, html: str):
        super().__init__()
        self.ids: set[str] = set()
        self.references: dict[str, None] = {}  # a set that keeps the order of the page
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            value = value or ""
            if name == "id" or (tag == "a" and name == "name"):
                self.ids.add(value)
            elif name in REFERRING:
                self.references[value.strip()] = None
            elif name == "srcset":
                self.references.update(dict.fromkeys(CANDIDATE.findall(value)))


# A page is asked for its links and for its files, one right after the other.
_read = lru_cache(maxsize=2)(_Reader)


def _target(base: str, reference: str) -> SplitResult | None:
    """Where `reference` leads from `base`; None where no browser could tell."""
    try:
        return urlsplit(urljoin(base, reference))
    except ValueError:  # such as http://[
        return None


class Links:
    """
    The links between the pages of the site at `origin`, such as "https://clinic.example".

    Of each page only its ids and its links within the site are kept.
    """

    def __init__(self, origin: str):
        self._origin = origin.rstrip("/").lower()
        self._ids: dict[str, set[str]] = {}  # by path, percent-decoded
        # By page: the reference as written, the path and the fragment it leads to, both decoded.
        self._leads: dict[str, list[tuple[str, str, str]]] = {}

    def add(self, address: str, html: str) -> None:
        """Take note of the page at `address`, a path."""
        page = _read(html)
        self._ids[unquote(address)] = page.ids
        self._leads[address] = leads = []
        for reference in page.references:
            target = _target(self._origin + address, reference)
            if not target or target.scheme not in ELSEWHERE:
                leads.append((reference, "", ""))  # no page is there
            elif f"{target.scheme}://{target.netloc}".lower() == self._origin:
                leads.append((reference, unquote(target.path) or "/", unquote(target.fragment)))

    def dead(self, known: set[str]) -> list[Dead]:
        """
        The links that lead neither to a page that was added nor to one of `known`.

        `known` are percent-decoded paths; what fragments they have is not known.
        """
        return [
            Dead(page, reference, reason)
            for page, leads in self._leads.items()
            for reference, path, fragment in leads
            if (reason := self._fault(path, fragment, known))
        ]

    def _fault(self, path: str, fragment: str, known: set[str]) -> str:
        if path not in self._ids:
            return "" if path in known else "address"
        # Every page has a top, whatever its ids: HTML standard, "indicated part of the document".
        if not fragment or fragment.lower() == "top" or fragment in self._ids[path]:
            return ""
        return "anchor"


def assets(html_or_css: str, address: str) -> set[str]:
    """
    The paths of files, percent-decoded, that a page or a stylesheet loads or links to.

    `address` is its own path. Drawings and style elements name files as stylesheets do.
    """
    named = (name.strip() for name in IN_STYLESHEET.findall(COMMENT.sub("", html_or_css)))
    targets = (_target(address, name) for name in (*_read(html_or_css).references, *named))
    return {
        unquote(target.path)
        for target in targets
        if target and not target.netloc and target.path.startswith(KEPT)
    }
