"""
What each page tells search engines: itself, its translation, its place, the practice.

One graph a page. A thing that another page tells in full is here a name and an
`@id`, the same on every page. Opening hours are free text, which schema.org has
no place for, and are left out like all that is unknown.
"""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from procedures import structured_data as operations
from procedures.listing import ProcedureList
from procedures.models import Procedure, Term
from procedures.personal_calendar.page import CalendarPage

from ..json_ld import thing
from .models import Page, Practice
from .practice_data import PLASTIC_SURGERY, PRACTICE, WEBSITE, physician, website

SITE = settings.SITE_URL
LANGUAGES = [code for code, _name in settings.LANGUAGES]
KINDS = {Page.Key.CONTACT: "ContactPage", ProcedureList: "CollectionPage"}
MEDICAL = {Procedure, CalendarPage, Page.Key.GLOSSARY}  # pages that a doctor reviews
SAYS_ADDRESS = {Page.Key.HOME, Page.Key.CONTACT, Page.Key.LEGAL_NOTICE}


def things_of(page, practice: Practice, edition, dates=None, procedures=(), terms=()) -> list[dict]:
    """
    The graph of `page` in the current language.

    `procedures` and `terms` are those that it lists; `dates` says when its words were
    published first and last, where that is known.
    """
    kind = getattr(page, "key", type(page))
    address = SITE + page.get_absolute_url()
    properties, others = {}, []
    if kind == Procedure:
        operation = operations.operation(page, address, {"@id": PRACTICE})
        properties = {
            "mainEntity": {"@id": operation["@id"]},
            "citation": operations.citations(page),
        }
        others = [operation, *operations.answers(page, address, get_language())]
    elif kind == CalendarPage:
        properties = {"about": _named(page.procedure)}
    elif kind == ProcedureList:
        properties = {"mainEntity": _list([_named(row) for row in procedures])}
    elif kind == Page.Key.GLOSSARY:
        properties = {"mainEntity": _glossary(terms, page, address)}
    elif kind == Page.Key.HOME:
        properties = {"mainEntity": {"@id": PRACTICE}}
    if kind in MEDICAL:
        properties |= {"specialty": PLASTIC_SURGERY, **_reviewed(edition)}
    services = [_named(row) for row in procedures] if kind == Page.Key.HOME else []
    return [
        _page(page, kind, address, dates, properties),
        *_breadcrumbs(page, kind, address),
        *others,
        website(practice),
        physician(practice, kind in SAYS_ADDRESS, services),
    ]


def _page(page, kind, address: str, dates, properties: dict) -> dict:
    name = "MedicalWebPage" if kind in MEDICAL else KINDS.get(kind, "WebPage")
    language = get_language()
    return thing(
        name,
        address,
        url=address,
        name=page.title,
        description=page.description,
        inLanguage=language,
        isPartOf={"@id": WEBSITE},
        publisher={"@id": PRACTICE},
        breadcrumb={"@id": f"{address}#breadcrumb"} if kind != Page.Key.HOME else None,
        datePublished=_moment(dates and dates.published),
        dateModified=_moment(dates and dates.modified),
        **_other_language(page, language),
        **properties,
    )


def _moment(moment) -> str | None:
    return localtime(moment).isoformat(timespec="seconds") if moment else None


def _other_language(page, language: str) -> dict:
    """Each page names the other: the French is the work, the English its translation."""
    (other,) = (code for code in LANGUAGES if code != language)
    address = SITE + page.url_in(other)
    relation = "translationOfWork" if other == settings.LANGUAGE_CODE else "workTranslation"
    return {relation: thing("WebPage", address, url=address, inLanguage=other)}


def _reviewed(edition) -> dict:
    """Only where a doctor read the pages of this edition; the practice vouches for it."""
    if not edition or not edition.medically_reviewed_on:
        return {}
    return {
        "lastReviewed": edition.medically_reviewed_on.isoformat(),
        "reviewedBy": {"@id": PRACTICE},
    }


def _breadcrumbs(page, kind, address: str) -> list[dict]:
    """
    The way from the home page, for lists of results: positions from 1, absolute addresses, which
    Google reads from the `@id` of a thing
    (developers.google.com/search/docs/appearance/structured-data/breadcrumb).
    """
    if kind == Page.Key.HOME:
        return []
    way = [(_("Home"), reverse("home"))]
    if kind == CalendarPage:
        way.append((page.procedure.name, page.procedure.get_absolute_url()))
    way.append((page.title, page.get_absolute_url()))
    items = [
        thing("ListItem", position=number, name=name, item=thing("WebPage", SITE + path))
        for number, (name, path) in enumerate(way, 1)
    ]
    return [thing("BreadcrumbList", f"{address}#breadcrumb", itemListElement=items)]


def _named(procedure: Procedure) -> dict:
    return operations.named(procedure, SITE + procedure.get_absolute_url())


def _list(named: list[dict]) -> dict:
    items = [thing("ListItem", position=at, item=row) for at, row in enumerate(named, 1)]
    return thing("ItemList", itemListElement=items)


def _glossary(terms: Iterable[Term], page: Page, address: str) -> dict:
    found = [
        thing("DefinedTerm", f"{address}#{term.key}", name=term.name, description=term.definition)
        for term in terms
    ]
    return thing("DefinedTermSet", f"{address}#terms", name=page.title, hasDefinedTerm=found)
