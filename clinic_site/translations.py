"""The two languages of every text: none is filled from the other."""

from django.conf import settings
from django.db import models
from modeltranslation.translator import NotRegistered, TranslationOptions, translator

LANGUAGES = [code for code, _name in settings.LANGUAGES]


class BothLanguages(TranslationOptions):
    """A required text is required in both languages."""

    required_languages = LANGUAGES


def translated_names(model: type[models.Model]) -> list[str]:
    """The names of the fields of `model` that exist in both languages."""
    try:
        return list(translator.get_options_for_model(model).fields)
    except NotRegistered:
        return []


def columns_of(row: models.Model, name: str) -> list[str]:
    """The columns that hold the field `name`: one for each language, or just itself."""
    if name in translated_names(type(row)):
        return [f"{name}_{language}" for language in LANGUAGES]
    return [name]


def missing_translations(row: models.Model) -> list[str]:
    """
    The columns of `row` that lack a text: required and empty, or filled in the
    other language only.
    """
    missing = []
    for name in translated_names(type(row)):
        columns = columns_of(row, name)
        empty = [column for column in columns if not getattr(row, column)]
        if empty and (len(empty) < len(columns) or not row._meta.get_field(name).blank):
            missing += empty
    return missing
