"""Rows for tests: each function stores one, complete in both languages, and returns it."""

from clinic_site.translating.models import OutdatedText
from procedures.models import (
    Complication,
    Fact,
    Fee,
    Figure,
    Procedure,
    Question,
    ScarType,
    Section,
    Source,
    Step,
    Term,
    WarningSign,
)


def bilingual(**texts: str) -> dict[str, str]:
    """`title="Scar"` as `title_fr="Scar (fr)"` and `title_en="Scar (en)"`."""
    return {
        f"{name}_{language}": f"{text} ({language})"
        for name, text in texts.items()
        for language in ("fr", "en")
    }


def make_procedure(**fields) -> Procedure:
    fields = {"slug_fr": "operation", "slug_en": "procedure", **fields}
    texts = bilingual(name="Name", summary="Summary", description="Description")
    return Procedure.objects.create(**{**texts, **fields})


def make_fact(procedure, **fields) -> Fact:
    """A fact of six weeks, unless told otherwise."""
    fields = {"key": "six-weeks", "lower": 6, "upper": 6, "unit": "week", **fields}
    return Fact.objects.create(procedure=procedure, **{**bilingual(label="Label"), **fields})


def make_section(procedure, **fields) -> Section:
    fields = {"key": "section", **fields}
    return Section.objects.create(procedure=procedure, **{**bilingual(title="Section"), **fields})


def make_source(procedure, **fields) -> Source:
    fields = {"key": "sisti-2015", "citation": "Sisti A., Title, 2015", "patients": 447, **fields}
    return Source.objects.create(procedure=procedure, **{**bilingual(about="About"), **fields})


def make_scar_type(procedure, **fields) -> ScarType:
    fields = {"key": "horizontal", "drawing": "horizontal", **fields}
    texts = bilingual(name="Scar", indication="For whom", course="Where", visibility="What shows")
    return ScarType.objects.create(procedure=procedure, **{**texts, **fields})


def make_step(procedure, **fields) -> Step:
    fields = {"phase": "before", "kind": "habit", **fields}
    texts = bilingual(title="Step", text="Text")
    return Step.objects.create(procedure=procedure, **{**texts, **fields})


def make_complication(procedure, **fields) -> Complication:
    fields = {"key": "seroma", **fields}
    texts = bilingual(name="Complication", text="What it is")
    return Complication.objects.create(procedure=procedure, **{**texts, **fields})


def make_figure(complication, source, **fields) -> Figure:
    fields = {"rate": "8", **bilingual(counted="Counted"), **fields}
    return Figure.objects.create(complication=complication, source=source, **fields)


def make_warning_sign(procedure, **fields) -> WarningSign:
    fields = {"level": "call", **bilingual(text="Sign"), **fields}
    return WarningSign.objects.create(procedure=procedure, **fields)


def make_fee(procedure, amount, **fields) -> Fee:
    fields = {**bilingual(title="Fee"), **fields}
    return Fee.objects.create(procedure=procedure, amount=amount, **fields)


def make_question(procedure, **fields) -> Question:
    fields = {**bilingual(question="Question", answer="<p>Answer</p>"), **fields}
    return Question.objects.create(procedure=procedure, **fields)


def make_term(**fields) -> Term:
    fields = {"key": "seroma", **bilingual(name="Seroma", definition="A pocket of lymph"), **fields}
    return Term.objects.create(**fields)


def mark(row, field: str, language: str = "en") -> OutdatedText:
    return row.outdated.create(field=field, language=language)
