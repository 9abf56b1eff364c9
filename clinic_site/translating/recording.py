"""Which texts a saved form leaves behind in one language, and which it brings up to date."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.forms import ModelForm

from ..translations import LANGUAGES, columns_of, translated_names
from .models import OutdatedText


def kept_current(model: type[models.Model]) -> list[str]:
    """The texts that must say the same in both languages: all, but for addresses."""
    return [
        name
        for name in translated_names(model)
        if not isinstance(model._meta.get_field(name), models.SlugField)
    ]


def still_the_same(form: ModelForm, name: str) -> str:
    """The name of the box to tick where the language that is behind needs no change."""
    return f"{form.add_prefix(name)}_still_the_same"


def record(forms: Iterable[ModelForm]) -> int:
    """
    Mark and unmark the texts of forms that were just saved; how many were marked anew.

    Both languages changed together leave nothing behind. A text that is missing
    in one language is missing, not outdated.
    """
    marks, done = [], []
    for form in forms:
        known = {mark.field: mark for mark in form.instance.outdated.all()}
        for name in kept_current(type(form.instance)):
            mark = known.get(name)
            behind = language_behind(form, name)
            if mark and (is_settled(form, name) or still_the_same(form, name) in form.data):
                done.append(mark.pk)
            elif behind and not mark:
                marks.append(mark_of(form.instance, name, behind))
            elif behind and behind != mark.language:  # the one that was behind has moved on
                done.append(mark.pk)
    OutdatedText.objects.filter(pk__in=done).delete() if done else None
    # Two who save at once mark the same text: once is enough.
    OutdatedText.objects.bulk_create(marks, ignore_conflicts=True) if marks else None
    return len(marks)


def mark_of(row: models.Model, name: str, language: str) -> OutdatedText:
    kind = ContentType.objects.get_for_model(row)
    return OutdatedText(content_type=kind, object_id=row.pk, field=name, language=language)


def texts_of(form: ModelForm, name: str) -> list[tuple[str, str]]:
    """Before and after the save, in each language; how the spaces are set means nothing."""
    return [
        (said(form.initial.get(column)), said(getattr(form.instance, column)))
        for column in columns_of(form.instance, name)
    ]


def said(text: str | None) -> str:
    return " ".join((text or "").split())


def language_behind(form: ModelForm, name: str) -> str | None:
    """The language that was not changed, where the other was, and both said something."""
    texts = texts_of(form, name)
    if not all(before and after for before, after in texts):
        return None
    same = [before == after for before, after in texts]
    return LANGUAGES[same.index(True)] if any(same) and not all(same) else None


def is_settled(form: ModelForm, name: str) -> bool:
    """Whether both languages were changed, or one of them is now missing."""
    texts = texts_of(form, name)
    return all(before != after for before, after in texts) or not all(after for _, after in texts)
