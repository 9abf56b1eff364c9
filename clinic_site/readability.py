"""
Reading ease of French and English text, and the length of its sentences.

English: Flesch, 206.835 − 1.015 × words per sentence − 84.6 × syllables per word.
French: Kandel-Moles, 207 − 1.015 × words per sentence − 73.6 × syllables per word.
Syllables are counted by groups of vowels, silent endings left out. On the texts
of this site the English score lies within three points of one that looks every
word up in the CMU dictionary; a test compares them.
"""

import re
from functools import cache

WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
# French elides: "l’opération" is an article and a noun, as a reader's voice has it.
FRENCH_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*[’']?")
SENTENCE_END = re.compile(r"[.!?:…]+(?:\s|$)|\n+")
COEFFICIENTS = {"en": (206.835, 84.6), "fr": (207, 73.6)}


@cache
def syllables(word: str, language: str) -> int:
    """The number of spoken syllables of a word; a number counts as one."""
    word = word.lower().replace("’", "'").rstrip("'")
    count = french_syllables if language == "fr" else english_syllables
    return max(count(word), 1)


def french_syllables(word: str) -> int:
    """Hyphenation patterns would count "opération" as three, and flatter us."""
    word = re.sub(r"(?<=[^\W])es?\b", "", word) if len(word) > 3 else word
    word = re.sub(r"(?<=[aeiou])y(?=[aeiouéè])", "-", word)
    return len(re.findall(r"é(?=[aeiouâ])|ï|[aeiouyàâéèêëîôùûüœ]+", word))


def english_syllables(word: str) -> int:
    stem = re.sub(r"(?<=[^l\W])es?$|(?<=[^td])ed$", "", word)
    return len(re.findall(r"[aeiouy]+", stem))


def sentences(text: str) -> list[str]:
    """The sentences of a text; a line break, a colon or a heading ends one too."""
    return [part for part in SENTENCE_END.split(text) if WORD.search(part)]


def words(text: str, language: str) -> list[str]:
    """The words of a text, an elided article counted as one of its own in French."""
    return (FRENCH_WORD if language == "fr" else WORD).findall(text)


def reading_ease(text: str, language: str, syllables=syllables) -> float:
    """Flesch (English) or Kandel-Moles (French) reading ease; higher is easier."""
    constant, weight = COEFFICIENTS[language]
    found = words(text, language)
    per_sentence = len(found) / len(sentences(text))
    per_word = sum(syllables(word, language) for word in found) / len(found)
    return constant - 1.015 * per_sentence - weight * per_word
