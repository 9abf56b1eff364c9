"""
Draws what messengers show beside a link to the site: static/share/fr.png and en.png.

`python -m tests.share_pictures` draws them anew, in the site's own paper, ink
and lines; it needs Chromium. The title is the first content's. A practice that
explains another operation first has another picture to draw.
"""

import base64
import re
import shutil
from io import BytesIO
from pathlib import Path

import yaml
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "static" / "share"
SIZE = (1200, 630)  # what Open Graph's readers crop least: 1.91 to 1
INK_SHADES = 64  # lines and letters on paper need no more; it halves the file
LINES = {
    "fr": "Cicatrices, suites, risques\N{NO-BREAK SPACE}: ce qu’il faut savoir avant de décider",
    "en": "Scars, recovery, risks: what to know before you decide",
}
PAGE = """<!doctype html><meta charset="utf-8"><style>
@font-face {{ font-family: Garamond; src: url(data:font/woff2;base64,{font}); }}
@font-face {{ font-family: Garamond; font-style: italic;
  src: url(data:font/woff2;base64,{italic}); }}
* {{ margin: 0; box-sizing: border-box; }}
body {{ width: 1200px; height: 630px; overflow: hidden; position: relative;
  background: oklch(0.985 0.008 85); color: oklch(0.26 0.018 50); font-family: Garamond; }}
main {{ position: absolute; inset: 0 520px 0 84px; display: grid; align-content: center; gap: 30px;
  text-wrap: balance; }}
h1 {{ font-size: 92px; line-height: 1.04; font-weight: 500; letter-spacing: -0.01em; }}
p {{ font-size: 38px; line-height: 1.3; font-style: italic; color: oklch(0.47 0.02 55); }}
hr {{ width: 96px; border: 0; border-top: 4px solid oklch(0.47 0.125 32); }}
svg {{ position: absolute; inset: 0 0 0 700px; width: 500px; height: 630px; }}
.sheet {{ fill: oklch(0.958 0.013 80); }}
.line {{ fill: none; stroke: oklch(0.26 0.018 50); stroke-width: 1.5; stroke-linecap: round; }}
.scar {{ fill: none; stroke: oklch(0.47 0.125 32); stroke-width: 2.6; stroke-dasharray: 6 4;
  stroke-linecap: round; }}
</style>
<svg viewBox="12 112 196 247">
<rect class="sheet" x="12" y="112" width="196" height="247"/>{legs}</svg>
<main><h1>{title}</h1><hr><p>{line}</p></main>"""


def legs() -> str:
    """The outline of two thighs, as the pages draw them, with the scar in the groin crease."""
    drawing = (ROOT / "templates" / "procedures" / "drawings" / "_body.svg.html").read_text()
    outline = re.search(r'<g id="leg">.*?drawing__line" d="([^"]+)"', drawing, re.DOTALL)[1]
    fold = re.search(r'<g id="front-fold">.*?drawing__scar" d="([^"]+)"', drawing, re.DOTALL)[1]
    half = f'<path class="line" d="{outline}"/><path class="scar" d="{fold}"/>'
    return f'{half}<g transform="matrix(-1 0 0 1 220 0)">{half}</g>'


def titles() -> dict[str, str]:
    rows = yaml.safe_load((ROOT / "procedures" / "fixtures" / "thigh_lift.yaml").read_text())
    return {language: rows[0]["fields"][f"name_{language}"] for language in LINES}


def font(name: str) -> str:
    return base64.b64encode((ROOT / "static" / "fonts" / name).read_bytes()).decode()


def main() -> None:
    from playwright.sync_api import sync_playwright

    from .browser import launch

    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch(playwright, shutil.which("chromium"))
        page = browser.new_page(viewport=dict(zip(("width", "height"), SIZE, strict=True)))
        for language, title in titles().items():
            html = PAGE.format(
                font=font("eb-garamond-500.woff2"),
                italic=font("eb-garamond-400-italic.woff2"),
                legs=legs(),
                title=title,
                line=LINES[language],
            )
            page.set_content(html)
            page.evaluate("document.fonts.ready")
            picture = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(INK_SHADES)
            picture.save(FOLDER / f"{language}.png", optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
