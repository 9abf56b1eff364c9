"""Small files for machines: robots.txt, security.txt, the manifest, health."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..live import live


@require_safe
def robots(request):
    # The admin's address is not listed: a list of what to leave out is a map.
    lines = ["User-agent: *", "Allow: /", f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@live
@require_safe
def security(request):
    """RFC 9116. `Expires` moves with each answer: the contact is the form, and it is kept."""
    expires = (timezone.now() + timedelta(days=180)).replace(microsecond=0)
    lines = [
        f"Contact: {settings.SITE_URL}/fr/contact/",
        f"Contact: {settings.SITE_URL}/en/contact/",
        f"Expires: {expires.isoformat()}",
        "Preferred-Languages: fr, en",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def manifest(request):
    response = JsonResponse(
        {
            "name": request.content.practice.name,
            "start_url": "/",
            "display": "browser",
            "icons": [{"src": static("icon.svg"), "type": "image/svg+xml", "sizes": "any"}],
        }
    )
    response["Content-Type"] = "application/manifest+json"
    return response


@live
@require_safe
def favicon(request):
    return redirect(static("icon.svg"), permanent=False)
