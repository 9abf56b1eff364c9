"""Missing texts and open points: the database counts what Python would find row by row."""

import re

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clinic_site.launch import open_point_count, open_points
from clinic_site.practice.models import Page, Practice
from clinic_site.translations import (
    columns_of,
    lacks_translation,
    missing_translations,
    translated_names,
)
from procedures.models import Fact, Figure, Procedure, Section, Source, Step

from .admin_form import ENGLISH
from .builders import make_procedure, make_step
from .content_rows import rows, rows_to_confirm
from .markup import elements, text_of

pytestmark = pytest.mark.usefixtures("first_content")

CONTENT = [
    *apps.get_app_config("practice").get_models(),
    *apps.get_app_config("procedures").get_models(),
]
TRANSLATED = [model for model in CONTENT if translated_names(model)]
LABELS = [model.__name__ for model in TRANSLATED]


def counted_row_by_row() -> int:
    return (
        len(Practice.objects.get().missing([*Practice.asked_by_law, *Practice.advised]))
        + len(rows_to_confirm())
        + len([row for row in rows() if missing_translations(row)])
        + len([study for study in Source.objects.all() if study.patients and not study.link])
        + len([law for law in Source.objects.all() if not (law.doi or law.patients)])
    )


def test_the_count_is_that_of_the_list_and_of_the_rows():
    counts = [(open_point_count(), sum(len(kind.points) for kind in open_points()))]
    expected = [counted_row_by_row()]

    Section.objects.filter(key="scars").update(title_en="", body_fr=None)
    Page.objects.update(introduction_fr="")
    Practice.objects.update(phone="+33142345678", access_fr="Métro", speciality_en=None)
    Fact.objects.filter(key="garment").update(to_confirm=True, label_fr="")
    counts.append((open_point_count(), sum(len(kind.points) for kind in open_points())))
    expected.append(counted_row_by_row())

    assert counts == [(number, number) for number in expected]
    assert expected[1] > expected[0] > len([*Practice.asked_by_law, *Practice.advised])


@pytest.mark.parametrize("model", TRANSLATED, ids=LABELS)
def test_the_database_finds_the_rows_that_lack_a_text(model):
    row = model.objects.first()
    this = model.objects.filter(pk=row.pk)
    names = translated_names(model)
    this.update(**{column: "x" for name in names for column in columns_of(row, name)})
    for name in names:
        french, english = columns_of(row, name)
        for emptied in ([french], [english], [french, english]):
            for nothing in ("", None):
                with transaction.atomic():
                    this.update(**dict.fromkeys(emptied, nothing))
                    found = list(model.objects.filter(lacks_translation(model)))
                    missing = missing_translations(this.get())
                    transaction.set_rollback(True)

                required = not model._meta.get_field(name).blank
                assert bool(missing) == (required or len(emptied) == 1)
                assert found == ([row] if missing else [])


def test_of_many_points_of_a_kind_a_hundred_are_listed_and_the_others_counted(admin_client):
    procedure = Procedure.objects.get()
    for _number in range(101):
        make_step(procedure, text_en="")

    html = admin_client.get(reverse("admin:launch"), headers=ENGLISH).text

    kind = html.split("Translation missing (101)")[1].split("</div>")[0]
    assert len(elements(kind, "li")) == 100
    assert text_of(kind, "p") == "1 more point is open, and will be listed as these are settled."
    assert open_point_count() == counted_row_by_row()


def test_a_point_s_name_and_address_need_no_query_of_their_own():
    with CaptureQueriesContext(connection) as few:
        open_points()
    Step.objects.update(title_en="", to_confirm=True)
    Figure.objects.update(counted_en="")

    with CaptureQueriesContext(connection) as many:
        open_points()

    assert len(many) == len(few)


def test_the_list_of_procedures_counts_what_each_and_all_its_parts_lack(admin_client):
    other = make_procedure(summary_fr="", position=99)
    make_step(other, title_en="", text_fr="")
    parts = [Fact, Figure, Procedure, Section, Source]
    for model, column in zip(parts, ["label", "counted", "name", "title", "about"], strict=True):
        row = model.objects.exclude(pk=other.pk).first()
        model.objects.filter(pk=row.pk).update(**{f"{column}_en": ""})

    html = admin_client.get(reverse("admin:procedures_procedure_changelist"), headers=ENGLISH).text

    badges = [text_of(cell, "td") for cell in html.split("<tr>")[2:]]
    assert [re.search(r"\d texts missing", badge)[0] for badge in badges] == [
        "5 texts missing",
        "3 texts missing",
    ]
