"""Where a fact, a source or a word is used, shown beside it."""

import re

import pytest
from django.utils.translation import override

from procedures.admin.uses import Uses
from procedures.models import Complication, Fact, Procedure, Term

from .admin_form import address, page_of
from .builders import (
    bilingual,
    make_complication,
    make_fact,
    make_fee,
    make_figure,
    make_procedure,
    make_section,
    make_source,
    make_step,
)
from .markup import elements


def used(procedure) -> dict[str, list[str]]:
    return {key: [use.text for use in found] for key, found in Uses(procedure).by_key.items()}


@pytest.mark.django_db
def test_every_way_of_using_a_fact_or_a_source_is_found():
    procedure = make_procedure(summary_en="Wear it [[garment]].")
    fact = make_fact(procedure, key="garment", group="after")
    source = make_source(procedure, key="study", **bilingual(about="For [[garment]]"))
    make_section(procedure, **bilingual(title="Results", body="<p>[[garment]] [[study]]</p>"))
    make_step(procedure, begins=fact, **bilingual(title="Wear"))
    make_fee(procedure, fact)
    make_figure(make_complication(procedure), source)

    with override("en"):
        found = {key: sorted(uses) for key, uses in used(procedure).items()}
    assert found == {
        "garment": [
            "At a glance",
            "Fee – Fee (en)",
            "Procedure – Name (en)",
            "Section – Results (en)",
            "Source – Sisti A., Title, 2015",
            "Step – Wear (en)",
            "The personal calendar",
        ],
        "study": ["Figure – Complication (en)", "Section – Results (en)"],
    }


@pytest.mark.usefixtures("first_content")
def test_uses_are_shown_beside_the_fact_with_links_to_forms_and_pages(admin_client):
    html = page_of(admin_client)
    fact = Fact.objects.get(key="garment")
    expected = Uses(Procedure.objects.get()).by_key["garment"]

    row = html.split(f'id="fact_set-{list(Fact.objects.all()).index(fact)}"')[1]
    row = row.split('class="inline-related')[0]
    links = [link.attributes["href"] for link in elements(row, "a")]

    assert f"Appears in {len(expected)} places" in row
    assert len(links) == 2 * len(expected) > 0
    anchors = {link.split("#")[1] for link in links if link.startswith("/admin/") and "#" in link}
    ids = {element.attributes.get("id") for element in elements(html)}
    assert anchors - ids == set()


@pytest.mark.usefixtures("first_content")
def test_uses_lead_to_places_that_the_page_has(client):
    html = client.get(Procedure.objects.get().get_absolute_url()).text
    ids = {element.attributes.get("id") for element in elements(html)}
    pages = {use.page for uses in Uses(Procedure.objects.get()).by_key.values() for use in uses}

    assert {page.split("#")[1] for page in pages if "#" in page} - ids == set()


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 30])
def test_uses_need_as_many_queries_however_many_facts(django_assert_num_queries, count):
    procedure = make_procedure()
    for number in range(count):
        fact = make_fact(procedure, key=f"fact-{number}")
        make_step(procedure, begins=fact, **bilingual(text=f"[[fact-{number}]]"))

    # The chapters, ten kinds of rows, the steps' facts, the facts.
    with django_assert_num_queries(13):
        assert len(used(procedure)) == count


@pytest.mark.usefixtures("first_content")
def test_a_glossary_word_says_which_texts_explain_it(admin_client):
    html = page_of(admin_client, Term.objects.get(key="seroma"))

    assert re.search(r"Appears in \d+ places?", html)
    assert address(Complication.objects.get(key="seroma")) in html
