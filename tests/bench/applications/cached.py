"""The site without editions: Django answers from the manuscript, and caches every page."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.applications.cached_settings"

from django.core.wsgi import get_wsgi_application

django_application = get_wsgi_application()

from clinic_site.editions.content import Manuscript  # noqa: E402 - needs Django set up
from clinic_site.editions.printing import CONTENT  # noqa: E402


def application(environ, start_response):
    return django_application({**environ, CONTENT: Manuscript()}, start_response)
