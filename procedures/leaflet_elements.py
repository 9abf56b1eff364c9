"""
Makes a page's elements printable: what a browser does for them, and paper cannot.

Pictures in a page share their shapes and their style; a PDF's stand alone. A
PDF knows fewer elements than HTML, and PDF/UA is strict about how they nest.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from copy import deepcopy
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

SVG = "{http://www.w3.org/2000/svg}"
NAMED = re.compile(r"#([\w-]+)")

# Lists hold nothing but items; answers are open.
PRINTED_AS = {
    "figure": "div",
    "figcaption": "p",
    "details": "div",
    "summary": "h3",
    "dl": "ul",
    "dt": "p",
    "dd": "p",
}


def make_printable(page: Element, picture_style: str) -> None:
    """Change the elements of `page` in place; `picture_style` is CSS for all its pictures."""
    shapes = {element.get("id"): element for element in page.iter() if element.get("id")}
    for parent in list(page.iter()):
        _say_terms_plainly(parent)
    for parent in list(page.iter()):
        for place, child in enumerate(list(parent)):
            if child.tag == f"{SVG}svg":
                _print_picture(parent, place, shapes, picture_style)
            else:
                child.tag = _printed_as(parent, child)
        if parent.tag in ("ul", "ol"):  # white space between items would be content of the list
            parent.text = None
            for item in parent:
                item.tail = None


def _say_terms_plainly(parent: Element) -> None:
    """
    Put the words of glossary terms into the text beside them, without their explanation.

    WeasyPrint may break a line too early where an element follows a space.
    """
    before = None
    for child in list(parent):
        if child.get("class") != "term-line":
            before = child
            continue
        button, explanation = child
        said = [child.text, *button.itertext(), explanation.tail, child.tail]
        words = "".join(filter(None, said))
        if before is None:
            parent.text = (parent.text or "") + words
        else:
            before.tail = (before.tail or "") + words
        parent.remove(child)


def _printed_as(parent: Element, child: Element) -> str:
    if parent.tag == "ul" and child.tag == "div":  # a pair of a <dl>
        return "li"
    if parent.tag == "li" and child.tag == "p" and not parent.get("class"):
        return "span"  # as editors write lists: the item's text is its body, not a block in it
    return PRINTED_AS.get(child.tag, child.tag)


def _print_picture(parent: Element, place: int, shapes: dict, style: str) -> None:
    """Let a picture stand alone; one that says nothing of its own becomes a background."""
    picture = parent[place]
    says_nothing = picture.get("aria-hidden") == "true"
    if says_nothing and not picture.get("viewBox"):  # shapes for the others, copied by now
        parent[place] = _empty("span", picture, "")
        return
    if picture.get("class") == "figure__dots":
        _draw_dots(picture)
    defs = ElementTree.SubElement(picture, f"{SVG}defs")
    defs.extend(deepcopy(shapes[name]) for name in sorted(_borrowed(picture, shapes)))
    ElementTree.SubElement(defs, f"{SVG}style").text = style
    if says_nothing:
        data = b64encode(ElementTree.tostring(picture)).decode()
        url = f"background-image: url(data:image/svg+xml;base64,{data})"
        parent[place] = _empty("span", picture, url)
        return
    # A PDF has one alternative text; it is made of the title alone.
    title, description = picture.find(f"{SVG}title"), picture.find(f"{SVG}desc")
    title.text = " ".join(f"{title.text}. {description.text}".split())


def _draw_dots(picture: Element) -> None:
    """A hundred dots as dashed lines: many PDF viewers round the size of a pattern's tiles."""
    covered = picture.find(f"{SVG}path").get("d")
    picture[:] = []
    clip = ElementTree.SubElement(picture, f"{SVG}clipPath", {"id": "covered"})
    ElementTree.SubElement(clip, f"{SVG}path", {"d": covered})
    rows = "".join(f"M5 {y}H95.5" for y in range(5, 100, 10))
    for kind, attributes in (
        ("edge", {}),
        ("inside", {}),
        ("full", {"clip-path": "url(#covered)"}),
    ):
        attributes = {"class": f"dots__{kind}", "d": rows, **attributes}
        ElementTree.SubElement(picture, f"{SVG}path", attributes)


def _empty(tag: str, picture: Element, style: str) -> Element:
    element = Element(tag, {"class": picture.get("class", ""), "style": style})
    element.tail = picture.tail
    return element


def _borrowed(picture: Element, shapes: dict) -> set[str]:
    """The names of all that `picture` uses and does not hold, directly or through others."""
    own = {element.get("id") for element in picture.iter()}
    found, waiting = set(), set(_named(picture))
    while waiting:
        name = waiting.pop()
        if name not in found | own and name in shapes:
            found.add(name)
            waiting.update(_named(shapes[name]))
    return found


def _named(element: Element) -> Iterator[str]:
    for part in element.iter():
        for attribute in ("href", "fill"):
            yield from NAMED.findall(part.get(attribute, ""))
