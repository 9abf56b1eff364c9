"""How staff edit a procedure: all of it on one form, in both languages."""

import pytest
from django.urls import reverse

from clinic_site.practice.models import Page, Practice
from procedures.models import Complication, Fact, Section, Term

from .admin_form import name_of, opened, saved, stored
from .markup import elements
from .site_pages import in_both_languages, read_procedure

pytestmark = pytest.mark.usefixtures("first_content")


def test_the_form_saved_as_it_stands_changes_nothing(admin_client):
    before = stored()

    response = saved(admin_client, opened(admin_client))

    procedures = reverse("admin:procedures_procedure_changelist")
    assert (response.status_code, response.get("Location")) == (302, procedures)
    assert stored() == before


@pytest.mark.parametrize(
    "row",
    [
        lambda: Page.objects.get(key="home"),
        lambda: Page.objects.get(key="privacy"),
        lambda: Practice.objects.get(),
        lambda: Complication.objects.get(key="any"),
        lambda: Term.objects.first(),
    ],
)
def test_any_form_saved_as_it_stands_changes_nothing(admin_client, row):
    row, before = row(), stored()

    assert saved(admin_client, opened(admin_client, row), row).status_code == 302
    assert stored() == before


def test_a_fact_and_a_text_that_says_it_are_added_in_one_save(admin_client):
    values = opened(admin_client)
    number = int(values["fact_set-TOTAL_FORMS"])
    section = Section.objects.get(key="what")
    fact = {"key": "rest", "label_fr": "Repos", "label_en": "Rest", "unit": "day"}
    fact |= {
        "lower": "2",
        "upper": "3",
        "position": "999",
        "procedure": values["fact_set-0-procedure"],
    }

    response = saved(
        admin_client,
        {
            **values,
            name_of(values, section, "body_en"): "<p>Rest for [[rest]].</p>",
            "fact_set-TOTAL_FORMS": str(number + 1),
            **{f"fact_set-{number}-{name}": value for name, value in fact.items()},
        },
    )

    assert response.status_code == 302
    stored_fact = Fact.objects.get(key="rest")
    assert (stored_fact.lower, stored_fact.upper, stored_fact.label_en) == (2, 3, "Rest")
    section.refresh_from_db()
    assert section.body_en == "<p>Rest for [[rest]].</p>"


def test_a_fact_that_a_step_or_a_fee_needs_is_not_deleted(admin_client):
    values, before = opened(admin_client), stored()
    fact = Fact.objects.get(key="fee-covered")

    response = saved(admin_client, {**values, name_of(values, fact, "DELETE"): "on"})

    assert response.status_code == 200
    assert "would require deleting the following protected related objects" in response.text
    assert stored() == before


@in_both_languages
def test_the_position_that_staff_type_is_the_order_that_patients_read(
    admin_client, client, language
):
    def order():
        html = read_procedure(client, language)
        return [
            element.attributes["id"] for element in elements(html) if element.has_class("chapter")
        ]

    values, before = opened(admin_client), order()
    last = Section.objects.get(key=before[-1])

    response = saved(admin_client, {**values, name_of(values, last, "position"): "1"})

    assert response.status_code == 302
    assert order() == [before[-1], *before[:-1]]
