"""The admin refuses a `[[key]]` that stands for nothing, before a patient meets it."""

import pytest

from clinic_site.practice.models import Page
from procedures.models import Complication, Fact, Section, Step

from .admin_form import errors_beside, name_of, opened, saved, stored
from .form_values import form_values

pytestmark = pytest.mark.usefixtures("first_content")

NOTHING = "Nothing has the key [[garmnet]]."


def test_a_reference_to_nothing_is_refused_beside_its_field_and_what_was_typed_is_kept(
    admin_client,
):
    values, before = opened(admin_client), stored()
    typed = {
        name_of(values, Section.objects.first(), "body_en"): "<p>Wear it for [[garmnet]].</p>",
        name_of(values, Step.objects.first(), "text_fr"): "Portez-le [[garmnet]].",
        "summary_en": "Wear it for [[garmnet]].",
    }

    response = saved(admin_client, {**values, **typed})

    html = response.content.decode()
    assert response.status_code == 200
    assert {field: errors_beside(html, field) for field in typed} == dict.fromkeys(typed, NOTHING)
    assert typed.items() <= form_values(html, "procedure_form").items()
    assert stored() == before


def test_a_fact_that_a_text_still_says_is_neither_deleted_nor_renamed(admin_client):
    values, before = opened(admin_client), stored()
    deleted, renamed = Fact.objects.get(key="scar-pink"), Fact.objects.get(key="scar-judge")
    body = name_of(values, Section.objects.get(key="scars"), "body_en")

    response = saved(
        admin_client,
        {
            **values,
            name_of(values, deleted, "DELETE"): "on",
            name_of(values, renamed, "key"): "new",
        },
    )

    assert response.status_code == 200
    assert (
        errors_beside(response.text, body) == "Nothing has the key [[scar-judge]], [[scar-pink]]."
    )
    assert stored() == before


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (lambda: Page.objects.get(key="privacy"), "body_en"),
        (lambda: Complication.objects.get(key="any"), "text_en"),
        (lambda: Complication.objects.get(key="any"), "figure_set-0-counted_en"),
    ],
    ids=["page", "complication", "figure"],
)
def test_every_other_form_refuses_it_too(admin_client, row, field):
    row = row()
    values, before = opened(admin_client, row), stored()

    response = saved(admin_client, {**values, field: "For [[garmnet]]."}, row)

    assert response.status_code == 200
    assert errors_beside(response.text, field) == NOTHING
    assert stored() == before


def test_a_text_that_is_printed_as_it_stands_holds_no_reference_even_a_known_one(admin_client):
    """A title is not searched for references: a patient would read its brackets."""
    values, before = opened(admin_client), stored()
    fields = [
        "name_en",
        "description_en",
        name_of(values, Section.objects.get(key="scars"), "title_en"),
        name_of(values, Fact.objects.get(key="garment"), "label_en"),
        name_of(values, Complication.objects.get(key="any"), "name_en"),
    ]

    response = saved(admin_client, {**values, **dict.fromkeys(fields, "About [[garment]]")})

    assert response.status_code == 200
    assert [field for field in fields if not errors_beside(response.text, field)] == []
    assert stored() == before
