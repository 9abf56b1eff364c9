"""What a new version of a page says differently, block by block, for readers of no HTML."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from html.parser import HTMLParser
from itertools import zip_longest
from typing import NamedTuple

# Elements that stand within a sentence, or a row; any other begins a block and ends one.
INLINE = {"a", "abbr", "b", "button", "cite", "code", "del", "em", "i", "input", "ins", "label"}
INLINE |= {"small", "span", "strong", "sub", "sup", "td", "th", "time", "tspan", "u", "use", "wbr"}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
HEADINGS = {"h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "summary": 7, "dt": 7}
SCOPES = {"article", "details", "dl", "figure", "li", "section"}  # where their headings end
UNREAD = {"script", "style", "template", "noscript"}
# Popovers say what other places say too; what tells of the edition itself differs in each.
UNREAD_WITH = {"popover", "hidden", "data-edition"}
SIGNS = {"sup": " [", "/sup": "]", "td": " · ", "th": " · "}  # a source's number; a row's cells
SPACES = re.compile(r"[ \t\r\n\f]+")  # not the no-break spaces, which are meant
WORDS = re.compile(r"\d+(?:[.,\xa0\u202f]\d+)*|\w+|\s+|[^\w\s]")
ALIKE = 0.5  # from this share of common words on, a block is the other one, changed
REACH = 12  # how many blocks further on to look for what a block has become


class Block(NamedTuple):
    text: str
    heading: str = ""  # those above it, the outermost first, without the page's own


class Piece(NamedTuple):
    text: str
    changed: bool


class Change(NamedTuple):
    """A block that differs: `before` is empty where it is new, `after` where it is gone."""

    heading: str
    before: list[Piece]
    after: list[Piece]


class _Reader(HTMLParser):
    def __init__(self, html: str):
        super().__init__()
        self.blocks: list[Block] = []
        self._text = ""
        self._headings: dict[int, str] = {}  # those above, by level
        self._open = [("", False, {})]  # tag, whether its text is read, the headings above it
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        values, (outer, read, _) = dict(attributes), self._open[-1]
        if read and tag not in INLINE:
            self._end_block()
        if read and tag in HEADINGS:
            self._headings = {n: text for n, text in self._headings.items() if n < HEADINGS[tag]}
        if tag == "meta" and values.get("name") == "description":
            self.blocks.append(Block(_collapsed(values.get("content") or "")))
        read = read and tag not in UNREAD and not UNREAD_WITH & values.keys()
        read = read or tag == "main" or (tag == "title" and outer == "head")
        self._text += SIGNS.get(tag, "") if read else ""
        if tag not in VOID:
            self._open.append((tag, read, self._headings))

    def handle_endtag(self, tag):
        if all(tag != opened for opened, _, _ in self._open):
            return
        while (element := self._open.pop())[0] != tag:
            pass
        _, read, headings = element
        self._text += SIGNS.get(f"/{tag}", "") if read else ""
        if read and tag not in INLINE and (text := self._end_block()) and tag in HEADINGS:
            self._headings = {**self._headings, HEADINGS[tag]: text}
        if tag in SCOPES:
            self._headings = headings

    def handle_data(self, data):
        if self._open[-1][1]:
            self._text += data

    def _end_block(self) -> str:
        # A row begins with the sign of its first cell; a heading ends with the link to itself.
        text, self._text = _collapsed(self._text).removeprefix("· ").removesuffix(" #"), ""
        if text:
            self.blocks.append(Block(text, " › ".join(self._headings.values())))
        return text


def _collapsed(text: str) -> str:
    return SPACES.sub(" ", text).strip(" ")


def _blocks(html: str) -> list[Block]:
    """The title, the description and the text of <main>; without <main>, the lines."""
    if "<main" in html:
        return _Reader(html).blocks
    lines = html.replace("><", ">\n<").splitlines()
    return [Block(line) for line in map(_collapsed, lines) if line]


def words_of(html: str) -> str:
    """All that `compare` looks at, a block a line."""
    return "\n".join(block.text for block in _blocks(html))


def compare(old: str, new: str) -> list[Change]:
    """What differs between two pages, in reading order; a block that moved is gone and new."""
    a, b = _blocks(old), _blocks(new)
    texts = ([block.text for block in blocks] for blocks in (a, b))
    return [
        Change((block or former).heading, *_pieces(former, block))
        for kind, i, i_end, j, j_end in SequenceMatcher(None, *texts, autojunk=False).get_opcodes()
        if kind != "equal"
        for former, block in _pairs(a[i:i_end], b[j:j_end])
    ]


def _pairs(old: list[Block], new: list[Block]) -> Iterator[tuple[Block | None, Block | None]]:
    """Each block beside what it has become or what stands in its place, or beside None."""
    i_done = j_done = 0
    for i, block in enumerate(old):
        near = new[j_done : j_done + REACH]
        alike = max(near, key=lambda other: _likeness(block, other), default=None)
        if alike and _likeness(block, alike) >= ALIKE:
            j = new.index(alike, j_done)
            yield from (*zip_longest(old[i_done:i], new[j_done:j]), (block, alike))
            i_done, j_done = i + 1, j + 1
    yield from zip_longest(old[i_done:], new[j_done:])


def _likeness(a: Block, b: Block) -> float:  # from 0 to 1
    a, b = set(a.text.split()), set(b.text.split())
    return 2 * len(a & b) / (len(a) + len(b) or 1)


def _pieces(old: Block | None, new: Block | None) -> tuple[list[Piece], list[Piece]]:
    """Both texts, cut where they begin or cease to differ: into words where they are alike."""
    if not old or not new or _likeness(old, new) < ALIKE:
        return tuple([Piece(block.text, True)] if block else [] for block in (old, new))
    a, b = (WORDS.findall(block.text) for block in (old, new))
    cuts = SequenceMatcher(str.isspace, a, b, autojunk=False).get_opcodes()
    before = [Piece("".join(a[i:end]), kind != "equal") for kind, i, end, _, _ in cuts if i < end]
    after = [Piece("".join(b[j:end]), kind != "equal") for kind, _, _, j, end in cuts if j < end]
    return before, after
