"""Why a manuscript cannot be printed: each reason leads to the form that mends it."""

from collections.abc import Iterable
from html import unescape
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext as _

from procedures.models import Procedure, Term
from procedures.references import keys_in

from ..launch import describe, form_url
from ..pictures.models import Picture, address_of
from ..practice.models import Page
from ..translations import columns_of, missing_translations, translated_names
from .links import Dead


class Fault(NamedTuple):
    """Why the manuscript cannot be printed: what is wrong, where, and the form that mends it."""

    kind: str
    text: str
    url: str


class Refused(Exception):
    """The manuscript has faults, and nothing was printed."""

    def __init__(self, faults: list[Fault]):
        super().__init__(faults)
        self.faults = faults


def faults_of(rows: Iterable[models.Model], terms: set[str]) -> list[Fault]:
    """
    Texts that are missing in a language, and `[[key]]`s that stand for nothing.

    `rows` is one file of the manuscript: a procedure with its parts, or the rest.
    """
    rows = list(rows)
    known = terms | {row.key for row in rows if row._meta.model_name in ("fact", "source")}
    return [fault for row in rows for fault in (*_untranslated(row), *_unknown_keys(row, known))]


def _untranslated(row):
    if missing := missing_translations(row):
        labels = ", ".join(str(row._meta.get_field(name).verbose_name) for name in missing)
        yield Fault(_("Text missing in a language"), f"{describe(row)}: {labels}", form_url(row))


def _unknown_keys(row, known):
    if isinstance(row, Page):
        known = set(row.references.amounts)
    for name in translated_names(type(row)):
        for column in columns_of(row, name):
            reads_keys = name in getattr(row, "says_references", ())
            for key in sorted(keys_in(getattr(row, column)) - (known if reads_keys else set())):
                text = f"{describe(row)}: [[{key}]]"
                yield Fault(_("Key that stands for nothing"), text, form_url(row))


def manuscript_faults(groups: Iterable[tuple[str, list[models.Model]]]) -> list[Fault]:
    """What stands in the way of printing, as far as the rows tell; `groups` as `row_groups()`."""
    terms = term_keys()
    return [fault for _file, rows in groups for fault in faults_of(rows, terms)]


def dead_links(dead: Iterable[Dead], groups: Iterable[tuple[str, list[models.Model]]]):
    """A fault for each link that leads nowhere, at the row whose text holds it."""
    dead = list(dead)
    if not dead:
        return []
    rows = [row for _file, rows in groups for row in rows]
    faults = []
    for link in dead:
        holders = [row for row in rows if _holds(row, link.reference)] or [
            _page_at(link.page, rows)
        ]
        for row in filter(None, holders):
            text = f"{describe(row)}: {link.reference}"
            faults.append(Fault(_("Link that leads nowhere"), text, form_url(row)))
    return list(dict.fromkeys(faults)) or [
        Fault(_("Link that leads nowhere"), f"{link.page}: {link.reference}", link.page)
        for link in dead
    ]


def gone_files(paths: Iterable[str]) -> list[Fault]:
    """A fault for each file that pages name and that is not there, at the picture it belongs to."""
    kind = _("Picture or file that is gone")
    pictures = {address_of(name): row for row in Picture.objects.all() for name in row.files()}
    found = (
        Fault(kind, describe(row), form_url(row))
        if (row := pictures.get(path))
        else Fault(kind, path, path)
        for path in sorted(paths)
    )
    return list(dict.fromkeys(found))  # a picture has nine files


def _holds(row, reference: str) -> bool:
    return any(
        f'"{reference}"' in unescape(getattr(row, column) or "")
        for name in translated_names(type(row))
        for column in columns_of(row, name)
    )


def _page_at(path: str, rows):
    pages = (row for row in rows if isinstance(row, Page | Procedure))
    return next((row for row in pages if path in (row.url_in("fr"), row.url_in("en"))), None)


def term_keys() -> set[str]:
    return set(Term.objects.values_list("key", flat=True))
