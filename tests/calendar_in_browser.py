"""The personal calendar in a real browser: the answers, and what a patient marks on them."""

from playwright.sync_api import Page

from .calendar_page import typed

IN_TIME = typed(arrival="07:00", quote="2027-05-01")
TOO_EARLY = typed(arrival="07:00", quote="2027-06-12")
REFUSED = typed(day="2027-03-28", arrival="02:30")  # clocks skip that hour
OWN = "Et mon allergie au latex ?\nPuis-je conduire ?"


def ask(page: Page, address: str, answers: dict[str, str]) -> None:
    """Open the page, type, and send; what comes is shown with its form open."""
    page.goto(address)
    for name, answer in answers.items():
        page.fill(f"#id_{name}", answer)
    page.click("main .action")
    page.wait_for_selector(".answer, .errors")
    page.evaluate("document.querySelectorAll('.calendar-form').forEach(e => e.open = true)")


def mark(page: Page) -> None:
    """Tick the second point, pick two questions, and write two more."""
    page.locator(".plan__tick").nth(1).check()
    page.locator(".sheet input").nth(0).check()
    page.locator(".sheet input").nth(2).check()
    page.fill("#own-questions", OWN)


def marks(page: Page) -> tuple[list[int], list[int], str]:
    """Which points are ticked and which questions are picked, from 0, and the own ones."""
    ticked, picked = (
        page.eval_on_selector_all(
            boxes, "found => found.flatMap((box, place) => box.checked ? [place] : [])"
        )
        for boxes in (".plan__tick", ".sheet input")
    )
    return ticked, picked, page.input_value("#own-questions")


MARKED = ([1], [0, 2], OWN)
UNMARKED = ([], [], "")
