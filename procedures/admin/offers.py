"""What the texts of a procedure can refer to: its facts, its sources, the glossary."""

from clinic_site.editing.offers import Offer, in_each_language

from ..models import Fact, Procedure, Source, Term

# What staff call a row of each kind, and what it says: the names of its attributes.
KINDS = {Fact: ("label", "value"), Source: ("short", "citation"), Term: ("name", "definition")}


def offers_of(procedure: Procedure | None) -> list[Offer]:
    """The facts of a procedure first, then its sources and the glossary."""
    parts = [Fact.objects, Source.objects]
    rows = [row for part in parts if procedure for row in part.filter(procedure=procedure)]
    return [offer_of(row) for row in [*rows, *Term.objects.all()]]


def offer_of(row: Fact | Source | Term) -> Offer:
    said = [in_each_language(lambda name=name: getattr(row, name)) for name in KINDS[type(row)]]
    return Offer(row.key, row._meta.model_name, row._meta.verbose_name, *said)
