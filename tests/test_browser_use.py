"""What patients do with the pages, in a real browser."""

import subprocess

import pytest

from clinic_site.contact.delivery import deliver_due

from .browser import page_in
from .conftest import find_or_skip
from .site_pages import CONTACT, PROCEDURE, in_both_languages

pytestmark = pytest.mark.browser


def test_the_language_switch_leads_to_the_section_that_is_being_read(browser, served):
    with page_in(browser) as page:
        page.goto(served + PROCEDURE[0])
        page.evaluate("document.querySelector('#risks').scrollIntoView({behavior: 'instant'})")
        page.evaluate("document.querySelector('a[data-keeps-section]').click()")
        page.wait_for_url("**/thigh-lift/#risks")


def test_without_script_each_chapter_leads_to_itself_in_the_other_language(browser, served):
    with page_in(browser, java_script_enabled=False) as page:
        page.goto(served + PROCEDURE[1])
        page.click("#money .chapter__language")
        assert page.url == f"{served}{PROCEDURE[0]}#money"


@pytest.mark.parametrize("script", [True, False])
def test_the_contents_list_opens_and_leads_to_a_chapter(browser, served, script):
    with page_in(browser, java_script_enabled=script) as page:
        page.goto(served + PROCEDURE[0])
        assert not page.is_visible("#contents")
        page.focus(".contents-button")
        page.keyboard.press("Enter")
        assert page.is_visible("#contents")
        page.click("#contents a[href='#money']")
        assert page.url.endswith("#money")


def test_on_a_wide_screen_the_contents_list_stays_beside_the_text(browser, served):
    with page_in(browser, 1280, reduced_motion="reduce") as page:
        page.goto(served + PROCEDURE[0])
        page.evaluate("document.querySelector('#questions').scrollIntoView()")
        box = page.locator("#contents").bounding_box()
        assert 0 <= box["y"] < 200
        assert box["x"] > page.locator("#questions").bounding_box()["x"] + 500


@pytest.mark.parametrize("script", [True, False])
def test_a_word_is_explained_on_tap_and_on_focus_and_closes(browser, served, script):
    with page_in(browser, java_script_enabled=script) as page:
        page.goto(served + PROCEDURE[0])
        word = page.locator("#technique .term").first
        explanation = page.locator("#technique .term__explanation").first
        assert not explanation.is_visible()
        word.click()
        assert explanation.is_visible()
        page.keyboard.press("Escape")
        page.mouse.click(5, 5)
        assert not explanation.is_visible()
        page.keyboard.press("Tab")
        word.focus()
        assert explanation.is_visible()


def test_the_underwear_is_shown_with_the_keyboard_and_without_script(browser, served):
    with page_in(browser, java_script_enabled=False) as page:
        page.goto(served + PROCEDURE[0])
        cloth = page.locator("#scar-horizontal .drawing__underwear, .drawing__underwear").first
        look = "e => getComputedStyle(e).visibility"
        before = page.locator(".drawing__underwear").first.evaluate(look)
        page.locator(".drawing__switch").first.focus()
        page.keyboard.press("Space")
        assert (before, cloth.evaluate(look)) == ("hidden", "visible")
        others = page.locator("#underwear-vertical ~ .drawing__views .drawing__underwear")
        assert others.first.evaluate(look) == "hidden"


@in_both_languages
def test_an_enquiry_is_sent_with_the_keyboard_alone(browser, served, language, mailoutbox):
    with page_in(browser) as page:
        page.goto(served + CONTACT[language == "en"])
        page.focus("[name=name]")
        for typed in ("Zoé Faure", "zoe@example.org", "06 12 34 56 78"):
            page.keyboard.type(typed)
            page.keyboard.press("Tab")
        page.keyboard.press("Tab")  # past "by e-mail", which is chosen
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        page.keyboard.type("Bonjour, une question 🙂")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.focus("form .action")
        page.keyboard.press("Enter")
        page.wait_for_url("**/contact/merci/" if language == "fr" else "**/contact/sent/")
        assert page.faults == []
    deliver_due()
    assert [message.to for message in mailoutbox] == [
        ["practice@clinic.example"],
        ["zoe@example.org"],
    ]


@in_both_languages
def test_the_procedure_prints_as_a_leaflet_of_at_most_eight_pages(
    browser, served, language, tmp_path
):
    pdftotext = find_or_skip("pdftotext")
    with page_in(browser) as page:
        page.goto(served + PROCEDURE[language == "en"])
        edition = page.inner_text("[data-edition]")
        page.pdf(path=tmp_path / "leaflet.pdf", prefer_css_page_size=True)
    text = subprocess.run(
        [pdftotext, tmp_path / "leaflet.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    assert text.count("\f") <= 8
    assert "Dr Vincent Masson" in text.split("\f")[0]
    assert edition in " ".join(text.split("\f")[0].split())
    assert "https://doi.org/10.1097" in text.replace("\n", "")
    answers = {"fr": "Puis-je changer d’avis", "en": "Can I change my mind"}
    assert answers[language] in text
    for word in ("Glossaire", "Glossary", "Sommaire", "Contents", "Imprimer", "Print this"):
        assert word not in text.split("\f")[0]


def test_an_address_with_an_anchor_opens_at_its_chapter(browser, served):
    with page_in(browser) as page:
        page.goto(f"{served}{PROCEDURE[0]}#money")
        page.wait_for_function(
            """() => {
              const top = document.querySelector("#money").getBoundingClientRect().top;
              return top >= 0 && top < 200;
            }"""
        )
