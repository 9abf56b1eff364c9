"""docs/quality.md: what it counts is counted again, and what it grades is there to be read."""

import re

import pytest

from .markup import elements
from .page_figures import table
from .quality import counts, grades
from .site_pages import in_both_languages, read_procedure

FROM_THE_SURGEON = {"Authors named", "Funding named", "Benefits in numbers"}

pytestmark = pytest.mark.usefixtures("first_content")


def test_what_is_counted_is_so_on_the_page(client):
    expected = table(client)

    assert counts() == expected, expected


def test_each_of_the_sixteen_questions_has_a_grade_of_four_or_five_in_both_languages():
    given = {int(row[0].split(".")[0]): row[1:3] for row in grades("DISCERN")}

    assert list(given) == list(range(1, 17))
    assert {number for number, pair in given.items() if not {*pair} <= {"4", "5"}} == set()


def test_what_eqip_misses_is_what_only_the_surgeon_can_supply():
    items = {row[0]: row[1:3] for row in grades("EQIP")}

    assert len(items) == 24
    assert {word for pair in items.values() for word in pair} == {"yes", "partly", "no"}
    assert {item for item, pair in items.items() if "no" in pair} == FROM_THE_SURGEON


@in_both_languages
def test_every_chapter_that_a_grade_points_to_is_on_the_page(client, language):
    page = elements(read_procedure(client, language), "section")
    chapters = {chapter.attributes.get("id") for chapter in page}
    named = {
        anchor
        for title in ("DISCERN", "EQIP")
        for row in grades(title)
        for anchor in re.findall(r"#([\w-]+)", row[3])
    }

    assert len(named) > 10
    assert named - chapters == set()
