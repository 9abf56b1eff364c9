"""
Words that a physician's site may not use, in French and in English.

The duties are those of the French code of medical ethics, articles R4127-13, -19
and -19-1 of the Code de la santé publique, and of the Order's charter for websites:
information and no publicity, honest and prudent; medicine is no trade; no testimony
of third parties, no comparison, no incitement to needless treatment. The numbering
is to be verified before launch. A word list finds the words, never the intention:
it warns those who publish, and a test applies it to the first content.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Group(NamedTuple):
    """Words of one kind: what staff call it, why it is forbidden, and whole words to look for."""

    title: str | Promise
    reason: str
    fr: str
    en: str

    def finds(self, sentence: str, language: str) -> list[str]:
        """The words of this kind in a sentence, as they are written there."""
        pattern = rf"\b(?:{getattr(self, language)})(?!\w)"
        return [match[0] for match in re.finditer(pattern, sentence, re.IGNORECASE)]


class Found(NamedTuple):
    group: Group
    words: str
    sentence: str


TESTIMONY = Group(
    _("Testimony or rating"),
    "R4127-19-1: no testimony of third parties, patients or others; so no stars and no marks.",
    r"témoign\w*|avis (?:de|des) (?:patient|client|internaute)\w*|avis google|livre d[’']or"
    r"|(?:patient|client)e?s? (?:satisfait|ravi|conquis|heureu)\w*|note moyenne|\w+ étoiles"
    r"|taux de satisfaction|j[’']ai été opérée?",
    r"testimon\w*|(?:patient|client|customer) reviews?|google reviews?|star ratings?"
    r"|(?:five|5)[- ]star|(?:happy|satisfied|delighted) (?:patient|client|customer)s?"
    r"|satisfaction rate|success stor\w+|my surgery",
)
SUPERLATIVE = Group(
    _("Superlative"),
    "R4127-13 and -19-1: prudent and honest, never praise of the physician or of the practice.",
    r"meilleure?s?|leaders?|numéro (?:un|1)|n° ?1|renommée?s?|réputée?s?|réputation|experte?s?"
    r"|expertise|exceptionnel\w*|incomparable\w*|inégalée?s?|hors pair|prestig\w+|d[’']élite"
    r"|d[’']excellence|haut de gamme|de pointe|dernière génération|révolutionnaire\w*|innovante?s?"
    r"|(?:le|la|les) plus (?:grand|qualifié|expérimenté|réputé|compétent|sûr|efficace)\w*"
    r"|mondialement|reconnue? (?:pour|comme)",
    r"best|leading|leaders?|number one|no\. ?1|renowned|reput\w+|experts?|expertise|exceptional\w*"
    r"|unrivall?ed|unmatched|second to none|prestig\w+|elite|world[- ]class|foremost|finest"
    r"|top (?:surgeon|clinic|doctor)s?|cutting[- ]edge|state[- ]of[- ]the[- ]art"
    r"|latest generation|revolutionary|innovative|most (?:experienced|qualified|skilled|effective)"
    r"|award[- ]winning|acclaimed",
)
COMPARISON = Group(
    _("Comparison with others"),
    "R4127-19-1: nothing that compares the physician with colleagues or with establishments.",
    r"mieux que|contrairement (?:aux?|à) (?:autres?|d[’']autres|la plupart)|confrères?|consœurs?"
    r"|concurren\w+|moins chère?s?|imbattable\w*|(?:que|aux) (?:les )?autres (?:chirurgien|cabinet"
    r"|clinique|médecin|praticien)\w*",
    r"better than|unlike (?:other|many|most)|competitors?|cheaper|unbeatable"
    r"|(?:than|with|to) other (?:surgeon|clinic|practice|doctor)s?",
)
PROMISE = Group(
    _("Promise of a result"),
    "R4127-13 and -19-1: only what is known, nothing misleading; L6322-2: the risks are told.",
    r"garanti\w*|sans (?:aucun )?(?:risque|danger|douleur|cicatrice|complication)s?|indolores?"
    r"|miracle\w*|miraculeu\w+|résultats? (?:assuré|certain|parfait|immédiat|définitif|naturel|"
    r"spectaculaire|durable)s?|à coup sûr|rajeuni\w*|de rêve|métamorphos\w+|transformez"
    r"|nous (?:vous )?promettons|cicatrices? invisibles? (?:pour|chez)|en toute sécurité"
    r"|vous serez (?:ravi|satisfait|heureu)\w*|parfaite?s?|définitivement",
    r"guarant\w+|(?:no|without|without any) (?:risk|danger|pain|scar|complication)s?|risk[- ]free"
    r"|pain[- ]?(?:less|free)|scar(?:less|[- ]free)|miracle\w*|miraculous|rejuven\w+|of your dreams"
    r"|(?:perfect|certain|assured|immediate|permanent|dramatic|stunning|lasting) results?"
    r"|dream \w+|transform your|we (?:can )?promise|(?:completely|perfectly|totally) safe"
    r"|you will (?:love|be (?:delighted|thrilled))|flawless",
)
TRADE = Group(
    _("Trade"),
    "R4127-19: medicine is not practised as a trade; no publicity, no price as a bait.",
    r"remises?|rabais|soldée?s?|soldes|promo\w*|offres? (?:spéciale|limitée|exceptionnelle)s?"
    r"|cadeaux?|gratuite?s?|gratuitement|parrain\w*|bons? d[’']achat|code de réduction"
    r"|prix (?:cassé|doux|attractif|avantageux)\w*|tarifs? (?:attractif|avantageux|préférentiel)\w*"
    r"|facilités de paiement|pas chère?s?",
    r"discount\w*|on sale|sales|promo|promotions?|promotional|special offers?|gifts?"
    r"|free of charge|for free|free (?:consultation|quote|offer)s?|vouchers?|bargains?|referral"
    r"|(?:attractive|low|affordable) prices?|payment plans?|financing",
)
URGENCY = Group(
    _("Urgency"),
    "R4127-19-1: no incitement to needless treatment; the law gives fifteen days to think it over.",
    r"dernières? (?:place|chance|disponibilité)s?|vite|dépêchez|profitez|n[’']attendez (?:pas|plus)"
    r"|sans (?:plus )?attendre|dès (?:maintenant|aujourd[’']hui)|places? limitées?"
    r"|offre limitée|jusqu[’']au \d+ \w+ seulement|ne (?:ratez|manquez) pas|réservez",
    r"hurry|last (?:place|chance|slot)s?|limited (?:time|places|offer)|act now|book (?:now|today)"
    r"|(?:don[’']t|do not) (?:wait|miss|delay)|today only|right away|while places last|only until",
)
MINORS = Group(
    _("Addressed to minors"),
    "The site is for adults; nothing on it is to attract young people to an operation.",
    r"ados?|adolescent\w*|lycéen\w*|mineure?s?|dès (?:\d+|seize|quinze) ans",
    r"teen\w*|adolescent\w*|minors|under[- ]?18s?|kids",
)
PICTURES = Group(
    _("Before and after"),
    "The Order's charter: pictures never suggest a result; this site shows drawings only.",
    r"avant\W{1,3}(?:et\W{1,3})?après|photos? de (?:patient|résultat)\w*",
    r"before[-\s]{1,3}(?:and[-\s]{1,3})after|before[/–-]after"
    r"|(?:photo|picture)s? of (?:our )?(?:patient|result)s?",
)
GROUPS = [TESTIMONY, SUPERLATIVE, COMPARISON, PROMISE, TRADE, URGENCY, MINORS, PICTURES]

# Sentences that may stand all the same, each for a reason of its own.
NOT_SHOWN = "Says what the rules of the profession keep off this site."
IN_AN_EMERGENCY = "Sends a patient to the emergency services, not to an operation."
ALLOWED = {
    "Vous ne verrez ici ni avis de patients, ni photos « avant-après ».": NOT_SHOWN,
    "You will find no patient reviews here, and no “before and after” photographs.": NOT_SHOWN,
    "N’attendez pas notre réponse : appelez le 112 ou le 15.": IN_AN_EMERGENCY,
    "Do not wait for our answer: call 112 or 15.": IN_AN_EMERGENCY,
    "En cas d’urgence, n’attendez pas notre réponse : appelez le 112 ou le 15.": IN_AN_EMERGENCY,
    "In an emergency, do not wait for our answer: call 112 or 15.": IN_AN_EMERGENCY,
}


def sentences_of(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s+|\n", text) if part.strip()]


def forbidden_in(text: str, language: str) -> Iterator[Found]:
    """What `text` says in `language` ("fr" or "en") and may not, sentence by sentence."""
    for sentence in sentences_of(text):
        if " ".join(sentence.split()) in ALLOWED:
            continue
        for group in GROUPS:
            for words in group.finds(sentence, language):
                yield Found(group, words, sentence)
