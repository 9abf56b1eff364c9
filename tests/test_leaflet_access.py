"""What PDF/UA-1 (ISO 14289-1) asks and a program can check: the leaflet can be heard."""

from itertools import pairwise

import pytest

from .leaflet_pdf import first_leaflet, fonts, read, tags, unmarked
from .markup import elements
from .site_pages import in_both_languages, read_procedure

HEADINGS = ["/H1", "/H2", "/H3", "/H4", "/H5", "/H6"]
INSIDE = {  # ISO 32000-1, 14.8.4.3
    "/L": {"/L", "/LI", "/Caption"},
    "/LI": {"/Lbl", "/LBody"},
    "/Table": {"/THead", "/TBody", "/TFoot", "/TR", "/Caption"},
    "/TR": {"/TH", "/TD"},
}

pytestmark = pytest.mark.usefixtures("first_content")


@pytest.fixture(autouse=True)
def _leaflets(settings):
    settings.LEAFLETS = True


@in_both_languages
def test_the_file_declares_its_language_its_tags_and_its_standard(language):
    root = read(first_leaflet(language)).root_object

    assert root["/Lang"] == language
    assert root["/MarkInfo"] == {"/Marked": True}
    assert root["/ViewerPreferences"] == {"/DisplayDocTitle": True}
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_data()


@in_both_languages
def test_every_picture_that_a_screen_reader_hears_on_the_page_is_told(language, client):
    pictures = [
        picture
        for picture in elements(read_procedure(client, language), "svg")
        if picture.attributes.get("role") == "img"
    ]
    told = [tag.alt for tag in tags(first_leaflet(language)) if tag.kind == "/Figure"]

    assert (len(told), [alt for alt in told if len(alt) < 40]) == (len(pictures), [])


@in_both_languages
def test_headings_begin_at_the_first_level_and_skip_none(language):
    kinds = [tag.kind for tag in tags(first_leaflet(language))]
    levels = [0, *(int(kind[2]) for kind in kinds if kind in HEADINGS)]

    assert [step for step in pairwise(levels) if step[1] > step[0] + 1] == []
    assert levels.count(1) == 1


@in_both_languages
def test_lists_hold_items_and_tables_hold_rows_with_headers(language):
    found = tags(first_leaflet(language))

    assert {
        (tag.around, tag.kind)
        for tag in found
        if tag.kind not in INSIDE.get(tag.around, {tag.kind})
    } == set()
    assert {tag.kind for tag in found} >= {"/L", "/Lbl", "/Table", "/TH", "/TD"}


@in_both_languages
def test_all_that_is_painted_is_content_or_declared_an_artifact(language):
    assert unmarked(first_leaflet(language)) == set()


@in_both_languages
def test_only_our_own_typeface_is_embedded(language):
    assert fonts(first_leaflet(language)) == {
        "EB-Garamond",
        "EB-Garamond-Italic",
        "EB-Garamond-Semi-Bold",
    }
