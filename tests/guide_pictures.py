"""
The pictures of the guide for staff (docs/editors.md), taken in the admin itself.

`python -m tests.guide_pictures` takes them anew, in French and in English, with Chromium: run it
when the admin looks different. It goes through tests/guide_scenes.py with a site of its own and
invented people, writes docs/pictures/guide-*.png, and the size of each into the guide.
"""

import re
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

DOCS = Path(__file__).resolve().parent.parent / "docs"
PHONE = 390  # pixels: what is read on a phone is read on a laptop too
SHARP, COLOURS = 2, 64
MARGIN = 8
BOXES = """elements => elements.map(element => {
  const box = element.getBoundingClientRect();
  return {left: box.left, right: box.right, top: box.top + scrollY, bottom: box.bottom + scrollY};
})"""


def take(page, name: str, first: str, last: str = "") -> None:
    """What stands from the element `first` to `last`, or `first` alone, as a PNG of few colours."""
    if last:
        shot = page.screenshot(clip=around(page, first, last), full_page=True)
    else:
        shot = page.locator(first).first.screenshot()
    picture = Image.open(BytesIO(shot)).convert("RGB")
    file = f"guide-{name}-{page.language}"
    few = picture.quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(DOCS / "pictures" / f"{file}.png", optimize=True)
    note_size(file, picture.width // SHARP, picture.height // SHARP)


def around(page, *selectors: str) -> dict[str, float]:
    """Both boxes are asked for at once: a page may still be scrolling."""
    found = [page.locator(selector).first.element_handle() for selector in selectors]
    boxes = page.evaluate(BOXES, found)
    left, top = (max(0, min(box[side] for box in boxes) - MARGIN) for side in ("left", "top"))
    right, end = (max(box[side] for box in boxes) + MARGIN for side in ("right", "bottom"))
    width = min(right, page.viewport_size["width"]) - left
    return {"x": left, "y": top, "width": width, "height": end - top}


def note_size(file: str, width: int, height: int) -> None:
    guide = DOCS / "editors.md"
    pattern = rf'(src="pictures/{file}\.png") width="\d+" height="\d+"'
    size = rf'\1 width="{width}" height="{height}"'
    guide.write_text(re.sub(pattern, size, guide.read_text()))


if __name__ == "__main__":
    scenes = Path(__file__).with_name("guide_scenes.py")
    sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", str(scenes)]))
