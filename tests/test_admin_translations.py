"""How the admin keeps both languages complete."""

import pytest
from django.urls import reverse

from procedures.models import Complication, Section

from .admin_form import ENGLISH, errors_beside, name_of, opened, page_of, saved, stored
from .markup import elements
from .site_pages import in_both_languages

pytestmark = pytest.mark.usefixtures("first_content")


@in_both_languages
def test_each_text_is_typed_in_a_field_that_says_its_language(admin_client, language):
    fields = elements(page_of(admin_client), "input", "textarea")
    wrong = [
        field.attributes["name"]
        for field in fields
        if field.attributes.get("name", "").endswith(f"_{language}")
        if field.attributes.get("type") != "hidden" and field.attributes.get("lang") != language
    ]

    assert wrong == []


def test_a_text_in_one_language_only_is_refused_beside_the_empty_field(admin_client):
    values, before = opened(admin_client), stored()
    section = Section.objects.get(key="scars")
    emptied = ["name_en", "slug_en", name_of(values, section, "title_en")]

    response = saved(admin_client, {**values, **dict.fromkeys(emptied, "")})

    html = response.content.decode()
    assert {field: errors_beside(html, field) for field in emptied} == dict.fromkeys(
        emptied, "This field is required."
    )
    assert stored() == before


@pytest.mark.parametrize("column", ["frequency_fr", "frequency_en"])
def test_a_text_that_is_half_translated_is_pointed_out(admin_client, column):
    complication = Complication.objects.exclude(frequency_en="").first()
    Complication.objects.filter(pk=complication.pk).update(**{column: ""})

    missing = '<strong class="missing">Translation missing.</strong>'
    assert page_of(admin_client, complication).count(missing) == 1
    assert page_of(admin_client).count(missing) == 1
    for model in ("procedure", "complication"):
        rows = admin_client.get(
            reverse(f"admin:procedures_{model}_changelist"), headers=ENGLISH
        ).text
        assert rows.count('<strong class="missing">1 text missing</strong>') == 1
