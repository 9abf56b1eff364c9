"""Things told to search engines in schema.org's words, as JSON-LD within a page."""

import json
import re
from html import unescape

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

# As Django's json_script, which fixes the type of its element: within <script>, no character can
# end the element or begin a comment. U+2028 and U+2029 end lines in older scripts.
ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
END_OF_BLOCK = re.compile(r"</(?:p|li|h[1-6])>")
SPACES = re.compile(r"[ \t\r\n]+")  # not the no-break spaces, which are meant


def thing(kind: str | list[str], at: str = "", **properties) -> dict:
    """
    A thing of the type `kind`, known by the address `at`; what is unknown is left out.

    Zero is known; an empty string or list is not.
    """
    said = {"@type": kind, "@id": at, **properties}
    return {name: value for name, value in said.items() if value not in (None, "", [], {})}


def as_script_text(things: list[dict]) -> SafeString:
    """One graph of `things`, to stand in `<script type="application/ld+json">`."""
    graph = {"@context": "https://schema.org", "@graph": things}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"), default=str)
    return mark_safe(text.translate(ESCAPED))


def plain(html: str) -> str:
    """The words of running text, without its markup."""
    return SPACES.sub(" ", unescape(strip_tags(END_OF_BLOCK.sub(" ", html)))).strip(" ")
