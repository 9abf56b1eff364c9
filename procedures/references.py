"""
References in running text.

`[[off-work]]` says a fact, `[[sisti-2015]]` cites a source by its number, and
`[[seroma|a collection of lymph]]` shows words with the glossary's explanation.
"""

import re
from collections.abc import Iterable, Mapping

from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

# With the space before it, and the elision or the signs that must stay on its line.
REFERENCE = re.compile(
    r"(?P<space>\s*)(?P<before>(?:\w{1,2}’|\()?)"
    r"\[\[(?P<key>[^\]|]*)(?:\|(?P<words>[^\]]*))?\]\]"
    r"(?P<after>[,.;:)]*)"
)
# Two citations with nothing between: no selector could tell, for it does not see words.
SIDE_BY_SIDE = re.compile(r'((?<=</sup>)<sup class="cite)')


def keys_in(text: str) -> set[str]:
    """Every key that `text` refers to, known or not."""
    return {match["key"].strip() for match in REFERENCE.finditer(text or "")}


class References:
    """What each key stands for on one page; explains a term once, at its first use."""

    def __init__(
        self,
        facts: Iterable = (),
        sources: Iterable = (),
        terms: Iterable = (),
        amounts: Mapping[str, str] | None = None,
    ):
        self.facts = {fact.key: fact for fact in facts}
        self.sources = {source.key: number for number, source in enumerate(sources, 1)}
        self._terms = terms
        self.amounts = amounts or {}
        self._explained: set[str] = set()

    @cached_property
    def terms(self) -> dict:
        """The glossary by key; asked for by the first text that needs it."""
        return {term.key: term for term in self._terms}

    def unknown(self, text: str) -> set[str]:
        """The keys in `text` that stand for nothing here."""
        known = {*self.facts, *self.sources, *self.terms, *self.amounts}
        return keys_in(text) - known

    def render(self, text: str) -> SafeString:
        """
        `text` with every reference replaced. Plain text is escaped, safe HTML kept.

        An unknown key leaves the words beside it, or nothing: a patient never
        sees brackets. Forms and tests refuse unknown keys before that.
        """
        said = REFERENCE.sub(self._replace, conditional_escape(text or ""))
        return mark_safe(SIDE_BY_SIDE.sub(r"\1 cite--next", said))

    def plain(self, text: str) -> str:
        """`text` with facts said, citations dropped and terms as their bare words."""
        return REFERENCE.sub(self._replace_plainly, text or "")

    def _replace_plainly(self, match: re.Match) -> str:
        key = match["key"].strip()
        if key in self.sources:
            return match["before"] + match["after"]
        return (
            f"{match['space']}{match['before']}{match['words'] or self._say(key)}{match['after']}"
        )

    def _replace(self, match: re.Match) -> str:
        key, words = match["key"].strip(), match["words"]
        before, after = match["before"], match["after"]
        if number := self.sources.get(key):  # raised, close to the word before it
            cite = render_to_string("procedures/_cite.html", {"key": key, "number": number})
            return before + cite.strip() + after
        term = None if key in self.facts else self.terms.get(key)
        if not term or key in self._explained:
            return match["space"] + before + (words or conditional_escape(self._say(key))) + after
        self._explained.add(key)
        context = {
            "term": term,
            "words": mark_safe(words) if words else term.name,
            "before": mark_safe(before),
            "after": mark_safe(after),
        }
        return match["space"] + render_to_string("procedures/_term.html", context).strip()

    def _say(self, key: str) -> str:
        if key in self.facts:
            return self.facts[key].value
        return self.terms[key].name if key in self.terms else self.amounts.get(key, "")
