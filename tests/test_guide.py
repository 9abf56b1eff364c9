"""The guide for staff: both languages, its pictures, and the words it takes from the admin."""

import gettext
import re
from pathlib import Path

import pytest
from django.contrib import admin, auth
from django.test import Client
from django.utils.text import capfirst
from PIL import Image

from clinic_site.guide import DOCS, source, text
from clinic_site.people.roles import ROLES

from .browser import overflow, page_in, violations
from .guide_pictures import SHARP
from .people import enter, log_in_by_form, make_person

LANGUAGES = ["fr", "en"]
PICTURE = re.compile(
    r'<img src="pictures/(guide-[\w-]+)\.png" width="(\d+)" height="(\d+)" alt="(.+)">'
)
LOCALES = [Path(__file__).resolve().parent.parent / "locale"]
LOCALES += [Path(module.__file__).parent / "locale" for module in (admin, auth)]
KINDS = ["#+ ", r"\d\. ", "- ", r"\| ", "<img "]


def skeleton(language: str) -> list[str]:
    """What each line begins with that is not running text; of a picture, its name."""
    lines = []
    for line in source(language).splitlines():
        if found := PICTURE.match(line):
            lines.append(found[1].removesuffix(f"-{language}"))
        else:
            lines += [match[0] for kind in KINDS if (match := re.match(kind, line))]
    return lines


def words_of_the_admin(language: str) -> set[str]:
    """What the admin can show in `language`: the catalogues' texts, or what they translate."""
    words = set()
    for locale in LOCALES:
        catalogue = gettext.translation("django", locale, ["fr"])._catalog
        if language == "fr":
            words |= set(catalogue.values())
        else:
            keys = [key if isinstance(key, str) else key[0] for key in catalogue]
            words |= {key.rpartition("\x04")[2] for key in keys}
    words |= {word.rstrip(".: \N{NO-BREAK SPACE}") for word in words}
    return words | {capfirst(word) for word in words}


def bold(language: str) -> set[str]:
    return set(re.findall(r"\*\*(.+?)\*\*", source(language)))


def test_both_languages_have_the_same_sections_steps_and_pictures():
    assert skeleton("fr") == skeleton("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_in_bold_stands_in_the_admin(language):
    not_words = {"en gras", "in bold"}

    assert bold(language) - words_of_the_admin(language) - not_words == set()


def test_every_picture_of_the_guide_exists_in_its_size_is_light_and_is_shown():
    named = [found for language in LANGUAGES for found in PICTURE.findall(source(language))]
    files = sorted((DOCS / "pictures").glob("guide-*.png"))

    assert sorted(stem for stem, *_rest in named) == [file.stem for file in files]
    assert 8 * 2 <= len(files) <= 12 * 2
    assert len(re.findall("<img", source("fr") + source("en"))) == len(named)
    assert {stem: (int(width), int(height)) for stem, width, height, _alt in named} == {
        file.stem: tuple(pixels // SHARP for pixels in Image.open(file).size) for file in files
    }
    assert [file.name for file in files if file.stat().st_size >= 60_000] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contents_list_every_section_and_every_link_leads_somewhere(language):
    html = text(language)
    sections = re.findall(r'<h3 id="([^"]+)">', html)
    links = re.findall(r'href="#([^"]+)"', html)

    assert links[: len(sections)] == sections
    assert set(links) - set(re.findall(r'id="([^"]+)"', html)) == set()
    assert 'id="machine"' in html  # the front page leads there


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["", *ROLES])
def test_each_role_reads_the_guide_and_its_pictures(role):
    client = enter(Client(), make_person(role))

    answers = [client.get(f"/admin/guide/{path}") for path in ("", "pictures/guide-front-fr.png")]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[1].headers["Content-Type"] == "image/png"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["", "pictures/guide-front-fr.png"])
def test_a_visitor_is_led_to_the_login(path):
    answer = Client().get(f"/admin/guide/{path}")

    assert (answer.status_code, answer.url) == (302, f"/admin/login/?next=/admin/guide/{path}")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("locale", "width", "scheme"),
    [
        ("fr-FR", 390, "light"),
        ("fr-FR", 1280, "dark"),
        ("en-GB", 390, "dark"),
        ("en-GB", 1280, "light"),
    ],
)
def test_the_guide_fits_every_screen(browser, served, locale, width, scheme, request):
    """Its picture lies in test-results/ for whoever reviews a change of looks."""
    with page_in(browser, width, locale=locale, color_scheme=scheme) as page:
        log_in_by_form(page, served, make_person("Reception"))
        page.goto(f"{served}/admin/guide/")
        page.evaluate("Promise.all([...document.images].map(picture => picture.decode()))")
        assert page.faults == []
        column = page.locator(".guide").bounding_box()["width"]
        pictures = page.locator(".guide img").all()
        assert [p for p in pictures if p.bounding_box()["width"] > column] == []
        name = f"guide-{locale[:2]}-{width}-{scheme}.png"
        page.screenshot(path=request.config.rootpath / "test-results" / name, full_page=True)
        assert (violations(page), overflow(page)) == ([], 0)
