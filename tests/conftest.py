import os
import shutil
from copy import copy
from pathlib import Path
from unittest.mock import patch

import pytest
from django.conf import settings
from django.conf.global_settings import PASSWORD_HASHERS
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection
from django.template import Template
from django.test import Client, override_settings
from django.test.utils import instrumented_test_render
from django.utils import timezone, translation

from .environment import FOLDER

MISSING_IS_FAILURE = os.environ.get("MISSING_IS_FAILURE") == "1"


@pytest.fixture(scope="session", autouse=True)
def _plain_settings():
    """
    Files as they are, over plain http, as the test client and the browser ask for them.

    Passwords are hashed fast: hundreds of accounts log in.
    """
    Path(FOLDER, "static").mkdir(exist_ok=True)
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        STORAGES={**settings.STORAGES, "staticfiles": plain},
        STATIC_ROOT=f"{FOLDER}/static",
        SECURE_SSL_REDIRECT=False,
        SESSION_COOKIE_SECURE=False,
        CSRF_COOKIE_SECURE=False,
        SESSION_COOKIE_NAME="sessionid",
        CSRF_COOKIE_NAME="csrftoken",
        MESSAGE_COOKIE_NAME="messages",
        LANGUAGE_COOKIE_NAME="language",
        LANGUAGE_COOKIE_SECURE=False,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS],
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def _plain_templates(django_test_environment):
    """
    Templates are drawn as in production.

    Django's tests keep a copy of the variables of each template, each widget's too: a page of
    the admin then takes twice as long.
    """
    with patch.object(Template, "_render", lambda self, context: self.nodelist.render(context)):
        yield


@pytest.fixture
def contexts():
    """Answers have the `context` of their templates."""
    with patch.object(Template, "_render", instrumented_test_render):
        yield


@pytest.fixture(autouse=True)
def _french():
    """A request leaves its language active: each test begins in French and gives it back."""
    with translation.override("fr"):
        yield


@pytest.fixture(autouse=True)
def _nothing_published():
    """What a process serves outlives a test's database."""
    from clinic_site.editions.serving import current

    yield
    current.edition = None


@pytest.fixture(scope="session")
def collected():
    """The files that pages load, where publishing finds them."""
    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture
def edition(first_content, collected):
    """The first content, published."""
    from .publish import publish_first_content

    return publish_first_content()


@pytest.fixture
def visitor():
    """Reads what is published."""
    return Client()


@pytest.fixture
def client():
    """Reads the manuscript; what visitors are served is tested with editions."""
    from .readers import ManuscriptClient

    return ManuscriptClient()


@pytest.fixture
def admin_client(admin_user):
    """Logged in with both factors, and for long: no page of a slow test moves the session's end."""
    from clinic_site.people.sessions import IN_ALL, begin

    from .people import enter

    client = enter(Client(), admin_user)
    session = client.session
    begin(session)
    session.set_expiry(timezone.now() + IN_ALL)
    session.save()
    return client


@pytest.fixture
def first_content(db):
    """The site as a new practice finds it; the files are read once, the rows put back after."""
    if not FIRST_ROWS:
        call_command("loaddata", "practice", "glossary", "thigh_lift", verbosity=0)
        FIRST_ROWS.update({model: list(model.objects.all()) for model in content_models()})
        return
    for model, rows in FIRST_ROWS.items():
        model.objects.bulk_create(copy(row) for row in rows)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(FIRST_ROWS)):
            cursor.execute(statement)


FIRST_ROWS: dict = {}


def content_models():
    """The content's models, those that others point at first."""
    from clinic_site.practice.models import Page, Practice, Qualification
    from procedures import models

    first = [Practice, Qualification, Page, models.Term, models.Procedure]
    parts = ["Source", "Fact", "Section", "ScarType", "Step", "Complication", "Figure"]
    last = ["WarningSign", "Fee", "Question"]
    return first + [getattr(models, name) for name in parts + last]


def find_or_skip(*names: str) -> str:
    """The path of a program, or a skip; in CI, where everything is installed, a failure."""
    for name in names:
        if path := shutil.which(name):
            return path
    message = f"{' or '.join(names)} is not installed: this was NOT tested."
    if MISSING_IS_FAILURE:
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    from .browser import launch

    executable = find_or_skip(
        "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"
    )
    with sync_playwright() as playwright:
        chromium = launch(playwright, executable)
        yield chromium
        chromium.close()


@pytest.fixture
def served(transactional_db, edition, live_server):
    """The address of the whole site, served to a browser."""
    return live_server.url


@pytest.fixture
def media(settings, tmp_path):
    """A folder for pictures of each test's own."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def real_hashes(settings):
    """Passwords are hashed as in production."""
    settings.PASSWORD_HASHERS = PASSWORD_HASHERS
