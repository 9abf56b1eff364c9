"""Pages and lists cost the same with ten procedures and with a thousand."""

import re
from typing import NamedTuple

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from procedures.models import Complication, Fact, Figure, Procedure, Section, Source, Step

from .builders import bilingual, make_term
from .work import counted_calls

pytestmark = pytest.mark.django_db

PUBLIC = ["home", "glossary", "contact", "procedures:list"]
ADMIN = ["index", "launch", "procedures_procedure_changelist", "procedures_complication_changelist"]
FORMS = ["procedures_procedure_change", "procedures_complication_change"]


class Cost(NamedTuple):
    queries: int
    calls: int  # of Python functions
    bytes: int


def add_procedures(first: int, end: int) -> None:
    """Procedures with a part of several kinds, each with something open before launch."""
    texts = bilingual(name="Name", summary="[[fact]] [[term]]", description="Description")
    procedures = Procedure.objects.bulk_create(
        Procedure(slug_fr=f"o-{number:04}", slug_en=f"p-{number:04}", position=number, **texts)
        for number in range(first, end)
    )

    def add(model, **fields):
        rows = (model(procedure=procedure, position=1, **fields) for procedure in procedures)
        return model.objects.bulk_create(rows)

    facts = add(Fact, key="fact", lower=6, upper=6, unit="week", **bilingual(label="Label"))
    sources = add(Source, key="law", citation="Law", **bilingual(about="About"))
    add(Section, key="risks", shows="complications", **bilingual(title="Risks"))
    named = bilingual(name="Seroma", text="Text")
    complications = add(Complication, key="seroma", to_confirm=True, **named)
    Figure.objects.bulk_create(
        Figure(complication=complication, source=source, rate=8, **bilingual(counted="Counted"))
        for complication, source in zip(complications, sources, strict=True)
    )
    Step.objects.bulk_create(
        Step(procedure=fact.procedure, begins=fact, phase="after", kind="habit", title_fr="Étape")
        for fact in facts
    )


def addresses() -> dict[str, str]:
    """The pages to measure, by what a failure calls them."""
    found = {name: reverse(f"admin:{name}") for name in ADMIN}
    for name, model in zip(FORMS, (Procedure, Complication), strict=True):
        found[name] = reverse(f"admin:{name}", args=[model.objects.first().pk])
    for language in ("fr", "en"):
        with translation.override(language):
            found |= {f"{name} {language}": reverse(name) for name in PUBLIC}
            found[f"procedure {language}"] = Procedure.objects.first().get_absolute_url()
    return found


def costs(client) -> dict[str, Cost]:
    """What each page costs, once caches are filled; pages that are not there left out."""
    found = {}
    for name, address in addresses().items():
        if client.get(address).status_code == 200:
            found[name] = cost(client, address)
    return found


def cost(client, address: str) -> Cost:
    with CaptureQueriesContext(connection) as queries, counted_calls() as calls:
        response = client.get(address)
    # Secrets are left out, being digits by chance, and digits: a number may grow longer.
    text = re.sub(r'nonce="[^"]+"|value="[\w:-]{30,}"', "", response.text)
    return Cost(len(queries), calls["call"], len(re.sub(r"\d", "", text)))


@pytest.fixture
def measured(admin_client) -> list[dict[str, Cost]]:
    """What each page costs with 10, 300 and 1,000 procedures."""
    call_command("loaddata", "practice", verbosity=0)
    make_term(key="term")
    found = []
    # 300: past the page numbers that the admin's lists write out.
    for first, end in ((0, 10), (10, 300), (300, 1000)):
        add_procedures(first, end)
        found.append(costs(admin_client))
    return found


def test_a_thousand_procedures_cost_no_page_more_than_ten(measured):
    ten, many, thousand = measured

    assert set(thousand) - set(ten) == {"procedures:list fr", "procedures:list en"}
    queries = {name: (cost.queries, thousand[name].queries) for name, cost in ten.items()}
    assert {name: pair for name, pair in queries.items() if pair[1] > pair[0]} == {}
    # Where ten fill no page of a list, many do: from then on nothing grows. The interpreter's
    # own chores make a few calls more or less; a row loaded takes two.
    assert {
        name: (cost, thousand[name])
        for name, cost in many.items()
        if cost._replace(calls=0) != thousand[name]._replace(calls=0)
        or thousand[name].calls > cost.calls + 100
    } == {}
