"""Reads rendered pages with the standard library's parser: elements and text."""

from collections.abc import Callable
from html.parser import HTMLParser
from typing import NamedTuple

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
INLINE = {"a", "abbr", "b", "button", "cite", "code", "em", "i", "small", "span", "strong", "sub"}
INLINE |= {"sup", "label", "time", "use", "path"}


class Element(NamedTuple):
    tag: str
    attributes: dict[str, str]
    ancestors: tuple  # of Element, the nearest last

    def has_class(self, name: str) -> bool:
        return name in self.attributes.get("class", "").split()


class _Reader(HTMLParser):
    """The elements of a page in order, and its pieces of text with the element around each."""

    def __init__(self, html: str):
        super().__init__()
        self.elements: list[Element] = []
        self.texts: list[tuple[Element | None, str]] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        values = {name: value or "" for name, value in attributes}
        element = Element(tag, values, tuple(self._open))
        self.elements.append(element)
        if tag not in INLINE:
            self._text("\n")
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag):
        if tag in {element.tag for element in self._open}:
            while self._open.pop().tag != tag:
                pass
        if tag not in INLINE:
            self._text("\n")

    def handle_data(self, data):
        self._text(data.replace("\n", " "))

    def _text(self, text):
        self.texts.append((self._open[-1] if self._open else None, text))


def elements(html: str, *tags: str) -> list[Element]:
    """The elements of `html` in order; only those with one of `tags`, if any is given."""
    return [element for element in _Reader(html).elements if not tags or element.tag in tags]


def text_of(html: str, within: str, without: Callable[[Element], bool] = lambda element: False):
    """
    The text inside elements with the tag `within`, one line a block.

    What lies in an element for which `without` is true is left out.
    """
    pieces = []
    for element, text in _Reader(html).texts:
        around = (*element.ancestors, element) if element else ()
        if any(outer.tag == within for outer in around) and not any(map(without, around)):
            pieces.append(text)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)
