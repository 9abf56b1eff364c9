"""The personal calendar on paper: two pages to tick, and a sheet for the consultation."""

import subprocess

import pytest

from .browser import page_in
from .calendar_in_browser import IN_TIME, OWN, TOO_EARLY, ask, mark
from .calendar_page import PAGE, on_10_may
from .conftest import find_or_skip
from .site_pages import in_both_languages

pytestmark = [pytest.mark.browser, on_10_may]

DAYS = ["2027-06-15", "2027-09-29", "2028-02-29", "2028-11-30"]
BOXES = 17  # mm from the left edge of the paper: there text is flush with the boxes


def printed(page, path) -> list[str]:
    """The plain text of each page."""
    page.pdf(path=path, prefer_css_page_size=True)
    command = [find_or_skip("pdftotext"), path, "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [plain(sheet) for sheet in text.split("\f")[:-1]]


def plain(text: str) -> str:
    return " ".join(text.split())


@in_both_languages
def test_an_answer_is_at_most_two_pages(browser, served, language, tmp_path):
    with page_in(browser) as page:
        for day in DAYS:  # with the quote on that day, too late: the longer remark
            ask(page, served + PAGE[language], IN_TIME | {"day": day, "quote": day})
            sheets = printed(page, tmp_path / "calendar.pdf")
            assert (day, len(sheets)) == (day, 2)
            points = [plain(point) for point in page.locator(".plan__what").all_inner_texts()]
            assert len(points) == 37
            assert [point for point in points if point not in " ".join(sheets)] == []
            emergency = {"fr": "appelez le 112 ou le 15", "en": "call 112 or 15"}
            assert emergency[language] in sheets[-1]


@in_both_languages
def test_forms_buttons_and_what_is_due_now_are_not_printed(browser, served, language, tmp_path):
    on_screen = "main button:not(.term), .answer__keep :is(h2, p, label), .due h2, .plan__ticks"
    with page_in(browser) as page:
        ask(page, served + PAGE[language], TOO_EARLY)
        texts = [plain(text) for text in page.locator(on_screen).all_inner_texts()]
        text = " ".join(printed(page, tmp_path / "calendar.pdf"))
        assert len(texts) > 15
        assert [said for said in texts if said in text] == []


@in_both_languages
def test_chosen_and_own_questions_have_a_sheet_of_their_own(browser, served, language, tmp_path):
    with page_in(browser) as page:
        ask(page, served + PAGE[language], IN_TIME)
        mark(page)
        questions = [plain(text) for text in page.locator(".sheet__item").all_inner_texts()]
        *plan, sheet = printed(page, tmp_path / "calendar.pdf")
        assert len(plan) == 2
        picked = [questions[0], questions[2]]
        assert [question for question in questions if question in sheet] == picked
        assert plain(OWN) in sheet
        assert [question for question in questions if question in " ".join(plan)] == []


@pytest.mark.parametrize(
    ("picks", "own", "is_there"), [([1], "", True), ([], "Ma question", True), ([], "", False)]
)
def test_the_sheet_is_printed_where_it_has_something_to_ask(
    browser, served, picks, own, is_there, tmp_path
):
    with page_in(browser, java_script_enabled=False) as page:
        ask(page, served + PAGE["fr"], IN_TIME)
        for pick in picks:
            page.locator(".sheet input").nth(pick).check()
        page.fill("#own-questions", own)
        sheets = printed(page, tmp_path / "calendar.pdf")
        assert len(sheets) == 2 + is_there
        assert ("Questions à poser" in sheets[-1]) is is_there
        assert ("Vos propres questions" in sheets[-1]) is bool(own)


def test_a_box_ticked_on_screen_is_ticked_on_paper(browser, served, tmp_path):
    with page_in(browser) as page:
        ask(page, served + PAGE["fr"], IN_TIME)
        empty = ink_among_boxes(page, tmp_path / "empty.pdf")
        page.locator(".plan__tick").nth(0).check()
        one = ink_among_boxes(page, tmp_path / "one.pdf") - empty
        page.locator(".plan__tick").nth(1).check()
        two = ink_among_boxes(page, tmp_path / "two.pdf") - empty
        assert one > 40
        assert two == pytest.approx(2 * one, rel=0.2)


def ink_among_boxes(page, path) -> int:
    """How many dots of the first page are dark, among its leftmost boxes; 100 dots an inch."""
    page.pdf(path=path, prefer_css_page_size=True)
    command = [find_or_skip("pdftoppm"), "-gray", "-r", "100", "-singlefile", path, "-"]
    image = subprocess.run(command[:-1], capture_output=True, check=True).stdout
    _format, size, _depth, dots = image.split(b"\n", 3)
    width = int(size.split()[0])
    rows = (dots[start : start + width] for start in range(0, len(dots), width))
    return sum(dot < 128 for row in rows for dot in row[: round(BOXES / 25.4 * 100)])


@in_both_languages
def test_the_plan_without_days_prints_without_its_form(browser, served, language, tmp_path):
    with page_in(browser) as page:
        page.goto(served + PAGE[language])
        labels = page.locator(".form label, .form .action").all_inner_texts()
        text = " ".join(printed(page, tmp_path / "plan.pdf"))
        assert len(labels) == 4
        assert [label for label in labels if label in text] == []
        assert {"fr": "10 jours avant", "en": "10 days before"}[language] in text
