"""What scripts add to the admin's forms, in a real browser, with the keyboard and on a phone."""

import pytest

from clinic_site.editing.reading import reading
from procedures.models import Complication, Procedure, ScarType, Section

from .browser import overflow, page_in, violations
from .content_rows import texts
from .keyboard import press_until
from .test_browser_admin import log_in

pytestmark = pytest.mark.browser

WIDTHS = [1280, 390]


def form(page, served, row):
    log_in(page, served)
    # The procedure's form is the largest page there is.
    address = f"{served}/admin/procedures/{row._meta.model_name}/{row.pk}/change/"
    page.goto(address, timeout=60_000)


def with_figures() -> Complication:
    return next(each for each in Complication.objects.all() if each.figure_set.count() > 1)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_reference_is_chosen_with_the_keyboard_and_put_where_the_cursor_stands(
    browser, served, width
):
    with page_in(browser, width, locale="en-GB") as page:
        form(page, served, with_figures())
        page.fill("#id_text_en", "Wear it for  weeks.")
        page.focus("#id_text_en")
        page.evaluate("document.activeElement.setSelectionRange(12, 12)")
        press_until(page, "Tab", ".pick")
        page.keyboard.press("Enter")
        page.wait_for_selector(".offers li")
        page.keyboard.type("garment")
        assert "4 to 6 weeks" in page.inner_text(".offers li >> nth=0")
        assert overflow(page) == 0
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_selector(".offers", state="hidden")
        assert page.input_value("#id_text_en") == "Wear it for [[garment]] weeks."
        assert page.evaluate("document.activeElement.id") == "id_text_en"
        assert page.faults == []
        page.click(".pick >> nth=0")
        page.wait_for_selector(".offers li")
        assert violations(page) == []


def test_a_reference_is_put_into_the_rich_editor_and_a_glossary_word_round_what_is_chosen(
    browser, served
):
    with page_in(browser, 1280, locale="en-GB") as page:
        form(page, served, Procedure.objects.get())
        page.click("#section_set-group summary")
        section = Section.objects.all()[1]
        editor = page.locator("#section_set-1 .tiptap >> nth=1")
        editor.click()
        page.keyboard.press("Control+Home")
        page.keyboard.type("Lymph ")
        page.keyboard.press("Control+Home")
        page.keyboard.press("Control+Shift+ArrowRight")
        page.locator("#section_set-1 .pick >> nth=1").click()
        page.wait_for_selector(".offers li")
        page.keyboard.type("seroma")
        page.keyboard.press("Enter")
        page.wait_for_selector(".offers", state="hidden")
        page.keyboard.type("!")
        page.click("[name=_save] >> nth=0")
        page.wait_for_url("**/procedure/")
        section.refresh_from_db()
        assert section.body_en.startswith("<p>[[seroma|Lymph]]!")
        assert "1 text was changed in one language only" in page.inner_text(".messagelist")
        assert page.faults == []


def test_the_note_on_reading_is_renewed_and_counts_as_the_server_does(browser, served):
    long = [text for text in texts() if text.column != "citation" and len(text.value) > 200]
    with page_in(browser, 1280, locale="en-GB") as page:
        form(page, served, with_figures())
        page.fill("#id_text_en", "This is a sentence of seven words. " * 4)
        page.get_by_text("Words a sentence: 7 (good)").wait_for()
        counted = page.evaluate(
            """async texts => {
              const address = document.querySelector("script[src*='admin/reading']").src;
              const { reading } = await import(address);
              return texts.map(([text, language]) => reading(text, language));
            }""",
            [[text.value, text.column[-2:]] for text in long],
        )
        expected = [reading(text.value, text.column[-2:])._asdict() for text in long]
        assert counted == expected
        assert len(long) > 40
        assert page.faults == []


def leaves(page) -> bool:
    """Whether the page lets somebody leave without a question."""
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.evaluate("setTimeout(() => { location.href = '/admin/' })")
    page.wait_for_timeout(1500)
    return asked == []


@pytest.mark.parametrize("change", ["text", "order", "refused"])
def test_leaving_with_unsaved_changes_is_asked_about(browser, served, change):
    with page_in(browser, 390, locale="en-GB") as page:
        form(page, served, with_figures())
        if change == "order":
            page.focus(".move[data-move=down] >> nth=0")
            page.keyboard.press("Enter")
        else:
            page.fill("#id_name_en", "" if change == "refused" else "Another name")
        if change == "refused":
            page.locator("form").evaluate_all("all => all.forEach(f => { f.noValidate = true })")
            page.click("[name=_save] >> nth=0")
            page.wait_for_selector(".errornote")
            page.click("h1")
        assert not leaves(page)


def test_leaving_without_changes_and_saving_are_not_asked_about(browser, served):
    with page_in(browser, 1280, locale="en-GB") as page:
        form(page, served, Procedure.objects.get())
        page.click("#section_set-group summary")
        page.click("#section_set-1 .tiptap >> nth=0")
        assert leaves(page)
        form_url = f"{served}/admin/procedures/complication/{with_figures().pk}/change/"
        page.goto(form_url)
        page.fill("#id_name_en", "Another name")
        page.click("[name=_save] >> nth=0")
        page.wait_for_selector(".messagelist")
        assert page.url != form_url


@pytest.mark.parametrize("width", WIDTHS)
def test_a_row_is_moved_with_the_keyboard_and_the_focus_stays_with_it(browser, served, width):
    complication = with_figures()
    first, second, *_others = complication.figure_set.all()
    with page_in(browser, width, locale="en-GB") as page:
        form(page, served, complication)
        page.focus("#figure_set-0 .move[data-move=down]")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.closest('.inline-related').id") == (
            "figure_set-0"
        )
        total = complication.figure_set.count()
        assert page.inner_text("#editing-words") == f"Now in place 2 of {total}."
        assert violations(page) == []
        assert overflow(page) == 0
        page.click("[name=_save] >> nth=0")
        page.wait_for_selector(".messagelist")
    assert list(complication.figure_set.all()[:2]) == [second, first]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_drawing_that_is_chosen_is_shown_beside_the_choice(browser, served, width):
    scar = ScarType.objects.first()
    with page_in(browser, width, locale="en-GB") as page:
        form(page, served, Procedure.objects.get())
        page.click("#scartype_set-group summary")
        picture = page.locator("#scartype_set-0 .drawing-choice")
        assert picture.get_attribute("src").endswith(f"/{scar.drawing}.svg")
        page.focus("#id_scartype_set-0-drawing")
        page.select_option("#id_scartype_set-0-drawing", "combined")
        assert picture.get_attribute("src").endswith("/combined.svg")
        assert picture.get_attribute("alt") == "L or T, both together"
        picture.scroll_into_view_if_needed()
        assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 660
        assert overflow(page) == 0
        assert page.faults == []


def test_the_pages_that_tell_of_translations_have_no_fault(browser, served):
    Section.objects.first().outdated.create(field="title", language="en")
    with page_in(browser, 390, locale="en-GB") as page:
        log_in(page, served)
        for path in ("", "translations/", "procedures/procedure/?translations=outdated"):
            page.goto(f"{served}/admin/{path}")
            assert page.faults == []
            assert (path, violations(page)) == (path, [])
            page.faults.clear()  # axe tries a style of its own, which the policy refuses
            assert overflow(page) == 0
