"""docs/quality.md: what it counts is counted again, and what it grades is there to be read."""

import re
from pathlib import Path

import pytest

from .markup import elements
from .page_figures import table
from .site_pages import in_both_languages, read_procedure

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "quality.md"
FROM_THE_SURGEON = {"Authors named", "Funding named", "Benefits in numbers"}

pytestmark = pytest.mark.usefixtures("first_content")


def part(title: str) -> str:
    return DOCUMENT.read_text().split(f"\n## {title}\n")[1].split("\n## ")[0]


def graded(title: str) -> list[list[str]]:
    """The rows of a table of grades: item, French, English, where, why."""
    rows = [line.strip("| ").split(" | ") for line in part(title).splitlines() if line[:2] == "| "]
    return rows[2:]


def test_what_is_counted_is_so_on_the_page(client):
    counted = part("What is counted").split("<!-- counted -->\n")[1].split("\n<!-- /")[0]
    expected = table(client)

    assert counted == expected, expected


def test_each_of_the_sixteen_questions_has_a_grade_of_four_or_five_in_both_languages():
    grades = {int(row[0].split(".")[0]): row[1:3] for row in graded("DISCERN")}

    assert list(grades) == list(range(1, 17))
    assert {number for number, pair in grades.items() if not {*pair} <= {"4", "5"}} == set()


def test_what_eqip_misses_is_what_only_the_surgeon_can_supply():
    items = {row[0]: row[1:3] for row in graded("EQIP")}

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
        for row in graded(title)
        for anchor in re.findall(r"#([\w-]+)", row[3])
    }

    assert len(named) > 10
    assert named - chapters == set()
