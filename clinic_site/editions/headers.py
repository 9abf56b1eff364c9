"""The headers that every answer carries, taken from the middleware that adds them."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

ADDING = {
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
}


def security_headers() -> dict[str, str]:
    """What the site's own middleware adds to a page, so that a stored page carries the same."""
    request = HttpRequest()
    request.META["wsgi.url_scheme"] = "https"
    request._get_scheme = lambda: "https" if settings.HTTPS else "http"
    answer = lambda request: HttpResponse()  # noqa: E731
    for name in reversed([name for name in settings.MIDDLEWARE if name in ADDING]):
        answer = import_string(name)(answer)
    headers = dict(answer(request).headers)
    del headers["Content-Type"]
    return headers
