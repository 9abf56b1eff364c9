"""Words of the manuscript that a physician's site may not use: a warning, never a refusal."""

import re
from collections.abc import Iterable, Iterator
from html import unescape

from django.db import models
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from procedures.references import REFERENCE

from ..forbidden_words import forbidden_in
from ..launch import describe, form_url
from ..translations import LANGUAGES, translated_names
from .checks import Fault

END_OF_BLOCK = re.compile(r"</(?:p|li|h[1-6])>|<br\b[^>]*>")


def doubtful_words(groups: Iterable[tuple[str, list[models.Model]]]) -> list[Fault]:
    """Each forbidden word with its row and the form that mends it, kind by kind."""
    found = dict.fromkeys(fault for _file, rows in groups for row in rows for fault in _in(row))
    return sorted(found, key=lambda fault: fault.kind)


def _in(row: models.Model) -> Iterator[Fault]:
    for name in translated_names(type(row)):
        for language in LANGUAGES:
            text = plain(getattr(row, f"{name}_{language}") or "")
            for found in forbidden_in(text, language):
                said = _("%(row)s: “%(words)s”") % {"row": describe(row), "words": found.words}
                yield Fault(str(found.group.title), said, form_url(row))


def plain(text: str) -> str:
    """A text as it is read, a line for each paragraph; a bare `[[key]]` says no word of its own."""
    bare = strip_tags(END_OF_BLOCK.sub("\n", text))
    return unescape(REFERENCE.sub(r"\g<space>\g<before>\g<words>\g<after>", bare))
