"""What leaflets are made with: the site's own files, and libraries that a machine may not have."""

import builtins
import subprocess
import sys

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.management import call_command
from django.utils import translation

from procedures import leaflet as module
from procedures.leaflet import NotOurs, missing, read_url

from .builders import make_procedure, make_section
from .leaflet_pdf import leaflet
from .test_settings import PRODUCTION, ROOT

SITE = "https://clinic.example"


@pytest.fixture(autouse=True)
def _leaflets(settings):
    settings.LEAFLETS = True
    module._missing_part.cache_clear()
    yield
    module._missing_part.cache_clear()


def failing_import(monkeypatch, error: Exception) -> None:
    """Importing WeasyPrint raises `error`, as on a machine without it."""
    real = builtins.__import__

    def fail(name, *args, **kwargs):
        if name == "weasyprint":
            raise error
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", fail)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ImportError(), "the Python package WeasyPrint is not installed"),
        (OSError(), "the system libraries that draw text (Pango) are not installed"),
    ],
)
def test_what_is_missing_is_named_to_the_editor(monkeypatch, error, reason):
    failing_import(monkeypatch, error)

    with translation.override("en"):
        assert missing() == f"No PDF leaflets: {reason} on this machine."


def test_leaflets_can_be_switched_off(settings):
    settings.LEAFLETS = False

    with translation.override("en"):
        assert missing() == "PDF leaflets are switched off (LEAFLETS)."


def test_a_process_that_prints_nothing_does_not_load_the_typesetting():
    code = "import clinic_site.urls, procedures.leaflet, sys; print('weasyprint' in sys.modules)"

    result = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "--command", code],
        cwd=ROOT,
        env=PRODUCTION,
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout == "False\n"


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("https://example.org/a.css", NotOurs),
        ("http://clinic.example/static/css/leaflet.css", NotOurs),
        (f"{SITE}.example.org/static/css/leaflet.css", NotOurs),
        (f"{SITE}/admin/", NotOurs),
        ("file:///etc/hostname", NotOurs),
        (f"{SITE}/static/../manage.py", SuspiciousFileOperation),
        (f"{SITE}/static/css/none.css", FileNotFoundError),
    ],
)
def test_nothing_but_the_site_s_own_files_is_read(url, error):
    with pytest.raises(error):
        read_url(url)


def test_a_picture_from_elsewhere_stops_the_leaflet_instead_of_being_fetched(db):
    make_section(make_procedure(), body_en='<p><img src="http://127.0.0.1:9/a.png"></p>')

    with pytest.raises(NotOurs):
        leaflet("en")


def test_files_are_found_under_the_names_that_production_gives_them(db, settings, tmp_path):
    make_procedure()
    expected = leaflet("fr")
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "clinic_site.stylesheet.BundledStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    (tmp_path / "css" / "leaflet.css").unlink()

    assert leaflet("fr") == expected
