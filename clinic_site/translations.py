"""The two languages of every text: none is filled from the other."""

from functools import reduce
from operator import and_, or_

from django.conf import settings
from django.db import models
from django.db.models import Q
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


def columns_of(row: models.Model | type[models.Model], name: str) -> list[str]:
    """The columns that hold the field `name`: one for each language, or just itself."""
    if name in translated_names(row._meta.model):
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


def lacks_translation(model: type[models.Model]) -> Q:
    """The same for the database: the rows of `model` in which `missing_translations` finds any."""
    lacking = []
    for name in translated_names(model):
        empty = [
            Q(**{column: ""}) | Q(**{f"{column}__isnull": True})
            for column in columns_of(model, name)
        ]
        some, both = reduce(or_, empty), reduce(and_, empty)
        lacking.append(some & ~both if model._meta.get_field(name).blank else some)
    return reduce(or_, lacking)
