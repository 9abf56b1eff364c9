"""
What a procedure's page tells search engines, from the rows that the page shows.

schema.org's vocabulary decides what can be said. A complication is an
`adverseOutcome`, which only a TherapeuticProcedure has; a price is an `offer`,
which only a Service has: so an operation is both, besides a SurgicalProcedure.
`procedureType` knows no open surgery and is left to the type.
"""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from clinic_site.json_ld import plain, thing

from .models import Complication, Fact, Fee, Procedure, Question, Source, Step
from .wording import Unit

OPERATION = ["SurgicalProcedure", "TherapeuticProcedure", "Service"]


def operation_id(address: str) -> str:
    """`address` is that of the procedure's page."""
    return f"{address}#operation"


def named(procedure: Procedure, address: str) -> dict:
    """The operation in a word, on pages that lead to its own."""
    return thing("SurgicalProcedure", operation_id(address), name=procedure.name, url=address)


def operation(procedure: Procedure, address: str, provider: dict) -> dict:
    """The operation, with its facts, its complications and its prices."""
    references = procedure.references
    return thing(
        OPERATION,
        operation_id(address),
        name=procedure.name,
        alternateName=[name.strip() for name in (procedure.also_called or "").split(",") if name],
        description=references.plain(procedure.summary),
        url=address,
        bodyLocation=procedure.body_location,
        preparation="; ".join(_steps(procedure, Step.Phase.BEFORE)),
        howPerformed="; ".join(_said(procedure.facts_of(Fact.Group.OPERATION))),
        followup="; ".join(_said(procedure.facts_of(Fact.Group.AFTER))),
        adverseOutcome=[_outcome(row, references) for row in procedure.complication_set.all()],
        provider=provider,
        offers=[_offer(fee) for fee in procedure.fee_set.all() if fee.amount.unit == Unit.EURO],
    )


def _said(facts: Iterable[Fact]) -> Iterator[str]:
    for fact in facts:
        yield _("%(what)s: %(value)s") % {"what": fact.label, "value": fact.value}


def _steps(procedure: Procedure, phase: Step.Phase) -> Iterator[str]:
    for step in procedure.step_set.all():
        if step.phase == phase:
            title = procedure.references.plain(step.title)
            yield f"{title} ({step.when})" if step.when else title


def _outcome(complication: Complication, references) -> dict:
    frequency = references.plain(complication.frequency)
    return thing("MedicalEntity", name=complication.name, description=frequency)


def _offer(fee: Fee) -> dict:
    lower, upper = fee.amount.lower, fee.amount.upper
    bounds = {"price": lower} if lower == upper else {"minPrice": lower, "maxPrice": upper}
    price = thing("PriceSpecification", priceCurrency="EUR", **bounds)
    return thing("Offer", name=fee.title, priceSpecification=price)


def answers(procedure: Procedure, address: str, language: str) -> list[dict]:
    """
    The questions that have an answer, as Google asks for them: FAQPage, its Questions, and of
    each the whole answer (developers.google.com/search/docs/appearance/structured-data/faqpage).
    """
    asked = [_question(row, procedure.references) for row in procedure.question_set.all()]
    found = [question for question in asked if "acceptedAnswer" in question]
    if not found:
        return []
    page = {"@id": address}
    return [
        thing("FAQPage", f"{address}#faq", inLanguage=language, isPartOf=page, mainEntity=found)
    ]


def _question(row: Question, references) -> dict:
    text = plain(references.plain(row.answer))
    answer = thing("Answer", text=text) if text else None
    return thing("Question", name=references.plain(row.question), acceptedAnswer=answer)


def citations(procedure: Procedure) -> list[dict]:
    """The numbered sources in their order; what has a DOI is a scholarly article, known by it."""
    return [_citation(source) for source in procedure.source_set.all()]


def _citation(source: Source) -> dict:
    kind = "ScholarlyArticle" if source.doi else "CreativeWork"
    year = str(source.year) if source.year else None
    return thing(kind, source.link, name=source.citation, datePublished=year)
