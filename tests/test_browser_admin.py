"""What staff do in the admin, in a real browser, in French."""

import pytest

from procedures.models import Fact, Procedure

from .browser import overflow, page_in, violations
from .people import log_in_by_form, make_person
from .site_pages import PROCEDURE

pytestmark = pytest.mark.browser


def log_in(page, served):
    log_in_by_form(page, served, make_person(is_superuser=True))


def procedure_form(page, served):
    log_in(page, served)
    # The largest page there is.
    address = f"{served}/admin/procedures/procedure/{Procedure.objects.get().pk}/change/"
    page.goto(address, timeout=60_000)


def test_a_duration_that_staff_change_changes_for_patients_in_both_languages(browser, served):
    with page_in(browser, 1280, locale="fr-FR") as page:
        procedure_form(page, served)
        page.click("#fact_set-group summary")
        garment = page.locator("[id^=fact_set-]:has([name$=-key][value=garment])").last
        garment.locator("[name$=-upper]").fill("7")
        page.click("[name=_save] >> nth=0")
        assert "a été modifié" in page.inner_text(".messagelist")
        assert page.faults == []
        page.goto(served + PROCEDURE[0])
        assert "4 à 7\N{NO-BREAK SPACE}semaines" in page.inner_text("main")
        page.goto(served + PROCEDURE[1])
        assert "4 to 7 weeks" in page.inner_text("main")


def test_a_text_is_edited_in_the_editor_and_keeps_its_spaces(browser, served):
    with page_in(browser, 1280, locale="fr-FR") as page:
        procedure_form(page, served)
        before = list(Fact.objects.values_list("label_fr", "label_en"))
        page.click("#section_set-group summary")
        editor = page.locator("#section_set-1 .tiptap").first
        editor.click()
        page.keyboard.press("Control+End")
        page.keyboard.type(" Une phrase de plus.")
        page.click("[name=_save] >> nth=0")
        body = Procedure.objects.get().section_set.all()[1].body_fr
        assert body.endswith(" Une phrase de plus.</p>")
        assert list(Fact.objects.values_list("label_fr", "label_en")) == before


@pytest.mark.parametrize(("width", "side_by_side"), [(1280, True), (390, False)])
def test_french_and_english_stand_side_by_side_where_there_is_room(
    browser, served, width, side_by_side
):
    with page_in(browser, width, locale="fr-FR") as page:
        procedure_form(page, served)
        french = page.locator("#id_summary_fr").bounding_box()
        english = page.locator("#id_summary_en").bounding_box()
        assert (french["y"] == english["y"]) is side_by_side
        assert page.get_attribute("#id_summary_en", "lang") == "en"
        assert overflow(page) == 0


def test_the_gallery_of_components_has_no_fault(browser, served):
    with page_in(browser, locale="fr-FR") as page:
        log_in(page, served)
        page.goto(f"{served}/admin/components/")
        assert page.faults == []
        assert violations(page) == []
        page.goto(f"{served}/admin/launch/")
        assert "Téléphone" in page.inner_text("#content")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_components_are_pictured_in_every_state(browser, served, width, scheme, request):
    """The pictures lie in test-results/ for whoever reviews a change of looks."""
    folder = request.config.rootpath / "test-results"
    with page_in(browser, width, color_scheme=scheme, locale="fr-FR") as page:
        log_in(page, served)
        page.goto(f"{served}/admin/components/")
        picture = folder / f"components-{width}-{scheme}.png"
        page.screenshot(path=picture, full_page=True)
        assert overflow(page) == 0
        paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert paper.startswith("oklch(0.985" if scheme == "light" else "oklch(0.195")
