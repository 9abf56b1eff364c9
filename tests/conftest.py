import os
import shutil

import pytest
from django.core.management import call_command
from django.utils import translation

MISSING_IS_FAILURE = os.environ.get("MISSING_IS_FAILURE") == "1"


@pytest.fixture(autouse=True)
def _plain_settings(settings):
    """Files as they are, over plain http, as the test client asks for them."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.SECURE_SSL_REDIRECT = False
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False


@pytest.fixture(autouse=True)
def _french():
    """A request leaves its language active: each test begins in French and gives it back."""
    with translation.override("fr"):
        yield


@pytest.fixture
def first_content(db):
    """The site as a new practice finds it."""
    call_command("loaddata", "practice", "glossary", "thigh_lift", verbosity=0)


def find_or_skip(*names: str) -> str:
    """The path of a program, or a skip; in CI, where everything is installed, a failure."""
    for name in names:
        if path := shutil.which(name):
            return path
    message = f"{' or '.join(names)} is not installed: this was NOT tested."
    if MISSING_IS_FAILURE:
        pytest.fail(message)
    pytest.skip(message)
