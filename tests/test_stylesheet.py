"""Patients load one stylesheet, made of all the files, whose parts are all there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import override_settings

from clinic_site.stylesheet import bundled

STATIC = Path(__file__).resolve().parent.parent / "static"
COMPONENTS = sorted((STATIC / "css" / "components").glob("*.css"))
URL = re.compile(r"url\(\s*[\"']?([^\"')]+)")


@pytest.fixture(scope="module")
def collected(tmp_path_factory) -> Iterator[Path]:
    """The static files as production serves them."""
    folder = tmp_path_factory.mktemp("static")
    bundling = {"BACKEND": "clinic_site.stylesheet.BundledStaticFilesStorage"}
    storages = {**settings.STORAGES, "staticfiles": bundling}
    with override_settings(STATIC_ROOT=folder, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield folder


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.name)
def test_each_component_is_in_the_stylesheet_once(path):
    assert bundled().count(path.read_text()) == 1


def test_the_stylesheet_imports_every_file_and_nothing_else():
    imported = re.findall(r"@import([^;]*);", (STATIC / "css" / "site.css").read_text())

    names = [*(f"components/{path.name}" for path in COMPONENTS), "tokens.css", "base.css"]
    names += ["layout.css", "print.css"]
    assert sorted(imported) == sorted(f' url("{name}")' for name in names)


def test_the_order_of_the_layers_is_stated_first():
    text = bundled()

    assert "@import" not in text
    first = text.partition(";")[0]
    assert re.fullmatch(r"(/\*.*?\*/\s*)*@layer tokens, base, layout, components, print", first)


def test_every_rule_is_in_a_layer_that_the_first_line_names():
    layers = re.findall(r"^@layer (\w+) \{", bundled(), re.MULTILINE)

    assert set(layers) == {"tokens", "base", "layout", "components", "print"}
    assert bundled().count("{") == bundled().count("}")


def test_production_serves_one_compressed_stylesheet_under_a_name_of_its_own(collected):
    name = staticfiles_storage.stored_name("css/site.css")
    path = collected / name

    assert re.fullmatch(r"css/site\.[0-9a-f]{12}\.css", name)
    assert "@import" not in path.read_text()
    assert (collected / f"{name}.br").stat().st_size < path.stat().st_size
    assert URL.sub("url(", path.read_text()) == URL.sub("url(", bundled())


def test_every_file_that_the_stylesheet_names_is_served_under_its_hashed_name(collected):
    path = collected / staticfiles_storage.stored_name("css/site.css")
    named = [url for url in URL.findall(path.read_text()) if not url.startswith(("data:", "#"))]

    files = [(path.parent / url.partition("#")[0]).resolve() for url in named]
    assert files != []
    assert [file for file in files if not file.is_file()] == []
    assert [file.name for file in files if not re.search(r"\.[0-9a-f]{12}\.\w+$", file.name)] == []
    assert re.findall(r"https?://", " ".join(named)) == []


def test_the_preloaded_font_is_the_one_that_the_stylesheet_uses(collected):
    font = staticfiles_storage.stored_name("fonts/eb-garamond-500.woff2")

    stylesheet = (collected / staticfiles_storage.stored_name("css/site.css")).read_text()
    assert [url for url in URL.findall(stylesheet) if url.endswith(".woff2")] == [f"../{font}"]


def test_fonts_are_small_and_their_licence_lies_beside_them():
    fonts = sorted((STATIC / "fonts").glob("*.woff2"))

    assert [font.name.removeprefix("eb-garamond-") for font in fonts] == [
        "400-italic.woff2",
        "400.woff2",
        "500.woff2",
        "600.woff2",
    ]
    assert [font.name for font in fonts if font.stat().st_size > 25_000] == []
    assert "SIL OPEN FONT LICENSE Version 1.1" in (STATIC / "fonts" / "OFL.txt").read_text()


def test_patients_load_one_font_and_leaflets_the_others():
    def fonts(text):
        return sorted(re.findall(r"fonts/eb-garamond-([\w-]+)\.woff2", text))

    assert fonts(bundled()) == ["500"]
    assert fonts((STATIC / "css" / "leaflet.css").read_text()) == ["400", "400-italic", "600"]
