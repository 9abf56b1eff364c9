"""No text is in one language only, and none is filled from the other."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import override

from clinic_site.translations import missing_translations, translated_names

from .builders import make_procedure

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("text", ["name", "slug", "summary", "description"])
def test_a_text_in_one_language_only_is_refused_and_never_filled_from_the_other(text, language):
    procedure = make_procedure(**{f"{text}_{language}": ""})

    with override(language):
        procedure.refresh_from_db()
        assert getattr(procedure, text) == ""
        with pytest.raises(ValidationError, match=f"{text}_{language}"):
            procedure.full_clean()
    assert missing_translations(procedure) == [f"{text}_{language}"]


def test_an_optional_text_may_be_empty_but_not_half_translated():
    procedure = make_procedure()
    assert missing_translations(procedure) == []

    procedure.also_called_fr = "Cruroplastie"

    assert missing_translations(procedure) == ["also_called_en"]


def test_every_text_that_patients_read_exists_in_both_languages():
    prose = {"CharField", "TextField", "SlugField", "RunningTextField"}
    single = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in ("procedures", "practice")
        for field in model._meta.get_fields()
        if type(field).__name__ in prose and not field.choices
        if field.name not in translated_names(model)
    }

    # Keys, names, numbers and citations are the same in every language.
    keyed = ["Complication", "Fact", "ScarType", "Section", "Source", "Term"]
    address = ["name", "street", "postal_code", "city", "publication_director"]
    numbers = ["rpps", "vat_number", "host_name", "host_address"]
    assert single == {
        *(f"{model}.key" for model in keyed),
        *(f"Practice.{name}" for name in address + numbers),
        "Source.citation",
        "Source.doi",
    }
