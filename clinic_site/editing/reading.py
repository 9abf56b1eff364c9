"""How easily a text reads, in plain words beside its field."""

import re
from functools import lru_cache
from html import unescape
from math import floor
from typing import NamedTuple

from django import forms
from django.utils.html import format_html, strip_tags
from django.utils.translation import gettext_lazy

from procedures.references import REFERENCE

from ..readability import reading_ease, sentences, words

LONG = 20  # words: a shorter text is a phrase, and no score says anything about it
BLOCK_END = re.compile(r"</(?:p|li|h2|h3)>|<br ?/?>")
# From so many words a sentence on, and from such an ease down.
LENGTHS = [
    (21, gettext_lazy("long: aim at 15")),
    (16, gettext_lazy("a little long: aim at 15")),
    (0, gettext_lazy("good")),
]
EASES = [
    (70, gettext_lazy("easy")),
    (60, gettext_lazy("quite easy")),
    (50, gettext_lazy("rather difficult")),
    (0, gettext_lazy("difficult")),
]
SENTENCE = gettext_lazy(
    "Words a sentence: %(length)s (%(long)s). Reading ease: %(ease)s (%(easy)s)."
)


class Reading(NamedTuple):
    length: int  # words a sentence, rounded
    ease: int  # Flesch or Kandel-Moles, rounded and kept within 0 and 100


def plain(text: str) -> str:
    """What is read: markup left out, a fact counted as one word, a term as its own words."""
    said = REFERENCE.sub(
        lambda match: f"{match['space']}{match['before']}{match['words'] or 0}{match['after']}",
        BLOCK_END.sub("\n", text),
    )
    return unescape(strip_tags(said))


@lru_cache(maxsize=4096)
def reading(text: str, language: str) -> Reading | None:
    """The reading of a text, or nothing where it is too short for one."""
    text = plain(text)
    count = len(words(text, language))
    if count < LONG:
        return None
    ease = max(0, min(100, rounded(reading_ease(text, language))))
    return Reading(rounded(count / len(sentences(text))), ease)


def rounded(number: float) -> int:
    """Halves upwards, as the script does."""
    return floor(number + 0.5)


def judged(value: int, levels):
    return next(words for least, words in levels if value >= least)


def say(found: Reading) -> str:
    return SENTENCE % {
        "length": found.length,
        "long": judged(found.length, LENGTHS),
        "ease": found.ease,
        "easy": judged(found.ease, EASES),
    }


def say_reading(form: forms.ModelForm) -> None:
    """Beside each long text of `form`, how it reads as it is stored."""
    for name, field in form.fields.items():
        if not isinstance(field.widget, forms.Textarea) or "lang" not in field.widget.attrs:
            continue
        found = reading(getattr(form.instance, name) or "", field.widget.attrs["lang"])
        if found:
            note = format_html('<span class="reading">{}</span>', say(found))
            field.help_text = format_html("{} {}", field.help_text, note)


def words_for_script() -> dict[str, object]:
    """The same words for the script that renews the note while somebody types."""
    return {
        "sentence": str(SENTENCE),
        "long": LONG,
        "lengths": [[least, str(said)] for least, said in LENGTHS],
        "eases": [[least, str(said)] for least, said in EASES],
    }
