"""Makes leaflets for the tests, each once, and reads them as a PDF reader does."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from typing import NamedTuple

import pytest
from django.utils import translation
from pypdf import PdfReader
from pypdf.generic import ContentStream

from clinic_site.editions.models import Edition
from clinic_site.practice.models import Practice
from procedures.leaflet import Leaflet, make_leaflet, missing
from procedures.models import Procedure

from .conftest import MISSING_IS_FAILURE

EDITION = Edition(
    number=7,
    published_at=datetime(2026, 11, 22, 9, tzinfo=UTC),
    medically_reviewed_on=date(2026, 11, 1),
)
PAINTING = {b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"Do", b"Tj", b"TJ"}


class Tag(NamedTuple):
    """An element of a PDF's structure: its kind, the kind around it, its alternative text."""

    kind: str
    around: str
    alt: str


def require_leaflets() -> None:
    """Skip where none can be made; in CI, where everything is installed, fail."""
    if reason := missing():
        (pytest.fail if MISSING_IS_FAILURE else pytest.skip)(f"{reason} This was NOT tested.")


def leaflet(language: str) -> Leaflet:
    """The leaflet of the only procedure there is."""
    require_leaflets()
    with translation.override(language):
        procedure = Procedure.objects.with_page_content().get()
        return make_leaflet(procedure, Practice.objects.first(), EDITION)


def first_leaflet(language: str) -> Leaflet:
    """The leaflet of the first content; made once for all tests of a process."""
    if language not in _made:
        _made[language] = leaflet(language)
    return _made[language]


_made: dict[str, Leaflet] = {}


def read(made: Leaflet) -> PdfReader:
    return PdfReader(BytesIO(made.body))


def letters(text: str) -> str:
    """The letters and digits of a text: what remains when lines, ligatures and commas differ."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))


def texts(made: Leaflet) -> list[str]:
    """The text of each page, as it can be searched for and copied."""
    return [page.extract_text() for page in read(made).pages]


def tags(made: Leaflet) -> list[Tag]:
    """The structure in reading order."""
    return list(_tags(read(made).root_object["/StructTreeRoot"], ""))


def _tags(element, around: str) -> Iterator[Tag]:
    kind = element.get("/S", "")
    if kind:
        yield Tag(kind, around, element.get("/Alt", ""))
    for kid in element.get("/K", []):
        kid = kid.get_object()
        if isinstance(kid, dict) and kid.get("/Type") == "/StructElem":
            yield from _tags(kid, kind)


def fonts(made: Leaflet) -> set[str]:
    """The names of the fonts, without the mark of a subset; each must be embedded."""
    found = set()
    for page in read(made).pages:
        for font in page["/Resources"]["/Font"].values():
            (inner,) = font.get_object()["/DescendantFonts"]
            assert "/FontFile2" in inner.get_object()["/FontDescriptor"]
            found.add(font.get_object()["/BaseFont"].partition("+")[2])
    return found


def unmarked(made: Leaflet) -> set[bytes]:
    """What is painted neither as content of the structure nor as an artifact."""
    reader, found = read(made), set()
    for page in reader.pages:
        depth = 0
        for _operands, operator in ContentStream(page.get_contents(), reader).operations:
            depth += {b"BDC": 1, b"BMC": 1, b"EMC": -1}.get(operator, 0)
            if operator in PAINTING and not depth:
                found.add(operator)
    return found


def bookmarks(made: Leaflet) -> list[tuple[int, str]]:
    """The outline, as (level, title) in order."""
    return list(_bookmarks(read(made).outline, 1))


def _bookmarks(outline: list, level: int) -> Iterator[tuple[int, str]]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _bookmarks(entry, level + 1)
        else:
            yield level, entry.title
