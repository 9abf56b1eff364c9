"""What stands beside the fields of a form: where a key is used, how a text reads."""

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clinic_site import readability
from clinic_site.editing.places import PLACES
from clinic_site.editing.reading import plain, reading
from clinic_site.practice.models import Page
from clinic_site.translations import translated_names
from procedures.admin.offers import offers_of
from procedures.models import Complication, Fact, Procedure

from . import readability as dictionary
from .admin_form import ENGLISH, page_of
from .builders import (
    make_fact,
    make_procedure,
)
from .content_rows import texts


@pytest.mark.usefixtures("first_content")
def test_the_list_to_choose_from_holds_every_key_with_what_it_says(admin_client):
    procedure = Procedure.objects.get()
    url = reverse("admin:procedures_procedure_references", args=[procedure.pk])

    offers = admin_client.get(url, headers=ENGLISH).json()

    assert {offer["key"] for offer in offers} == {
        *procedure.references.facts,
        *procedure.references.sources,
        *procedure.references.terms,
    }
    assert next(offer for offer in offers if offer["key"] == "garment") == {
        "key": "garment",
        "kind": "fact",
        "kind_label": "fact",
        "label": {
            "fr": "Panty de contention, nuit et jour",
            "en": Fact.objects.get(key="garment").label_en,
        },
        "value": {"fr": "4 à 6\N{NO-BREAK SPACE}semaines", "en": "4 to 6 weeks"},
    }


@pytest.mark.usefixtures("first_content")
@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("procedures_procedure", lambda: Procedure.objects.get()),
        ("procedures_complication", lambda: Complication.objects.first()),
        ("practice_page", lambda: Page.objects.get(key="privacy")),
    ],
)
def test_the_list_is_for_those_who_may_see_the_form(
    client, admin_client, django_user_model, name, row
):
    url = reverse(f"admin:{name}_references", args=[row().pk])
    client.force_login(django_user_model.objects.create_user("reader", is_staff=True))

    assert client.get(url).status_code == 403
    assert admin_client.get(url).json() != []


@pytest.mark.usefixtures("first_content")
def test_the_list_needs_as_many_queries_however_many_facts(django_assert_num_queries):
    procedure = make_procedure(slug_fr="o-2", slug_en="p-2")
    for number in range(3):
        make_fact(procedure, key=f"fact-{number}")

    with django_assert_num_queries(3):  # facts, sources, glossary
        offers_of(procedure)


@pytest.mark.usefixtures("first_content")
def test_the_site_s_counter_agrees_with_a_dictionary_within_three_points():
    english = [plain(text.value) for text in texts() if text.column.endswith("_en")]
    whole = "\n".join(english)

    assert abs(difference(whole)) < 1
    long = [text for text in english if len(readability.words(text, "en")) >= 100]
    assert [text for text in long if abs(difference(text)) >= 3] == []
    assert len(long) > 5


def difference(text: str) -> float:
    return readability.reading_ease(text, "en") - dictionary.reading_ease(text, "en")


def test_a_long_sentence_is_called_long_and_a_fact_is_one_word():
    text = "<p>" + " ".join(["mot"] * 23) + " [[fait]].</p>"

    assert reading(text, "fr").length == 24
    assert reading("<p>Trop court.</p>", "fr") is None


@pytest.mark.usefixtures("first_content")
def test_how_a_text_reads_is_said_beneath_it(admin_client):
    Procedure.objects.update(summary_en="One two three four five six. " * 4)

    assert "Words a sentence: 6 (good). Reading ease: 100 (easy)." in page_of(admin_client)


def test_every_text_says_where_it_appears():
    models = [m for m in apps.get_models() if m._meta.app_label in ("practice", "procedures")]
    said = {m._meta.label: set(PLACES.get(m._meta.label, ())) for m in models}
    # These say it in the model's own help.
    own = {"practice.Page": {"introduction"}}
    silent = {
        label: set(translated_names(apps.get_model(label))) - names - own.get(label, set())
        for label, names in said.items()
    }

    assert {label: names for label, names in silent.items() if names} == {}


@pytest.mark.usefixtures("first_content")
@pytest.mark.parametrize("drawing", ["horizontal", "vertical", "combined"])
def test_each_drawing_is_a_picture_of_its_own_for_staff(admin_client, client, drawing):
    url = reverse("admin:drawing", args=[drawing])
    picture = admin_client.get(url)

    assert picture["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert ('href="#horizontal-inside"' in picture.text) == (drawing != "vertical")
    assert ('href="#vertical-inside"' in picture.text) == (drawing != "horizontal")
    assert client.get(url).status_code == 302
    assert admin_client.get(reverse("admin:drawing", args=["zigzag"])).status_code == 404


@pytest.mark.usefixtures("first_content")
def test_the_form_asks_as_often_however_many_parts_there_are(admin_client):
    procedure = Procedure.objects.get()
    page_of(admin_client)
    with CaptureQueriesContext(connection) as few:
        page_of(admin_client)
    for number in range(3):
        fact = make_fact(procedure, key=f"more-{number}", group="after")
        fact.outdated.create(field="label", language="en")

    with CaptureQueriesContext(connection) as many:
        page_of(admin_client)

    assert len(many) == len(few)
