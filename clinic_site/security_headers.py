"""
What every answer allows a browser to do: as little as its page needs.

The one place where these headers are defined. `SecurityHeaders` puts them on
whatever Django answers, and `editions.files` on what is answered before it.
docs/decisions.md says why each is as it is.
"""

import re
import secrets

from django.conf import settings
from django.middleware.security import SecurityMiddleware

NONE, SELF = "'none'", "'self'"

CONTENT_POLICY = {
    "default-src": NONE,
    "script-src": SELF,
    "style-src": SELF,
    "img-src": SELF,
    "font-src": SELF,
    "manifest-src": SELF,
    "connect-src": SELF,
    "form-action": SELF,
    "base-uri": NONE,
    "frame-ancestors": NONE,
}
# No script of ours makes HTML or code out of text, and no other may.
FOR_PAGES = {"require-trusted-types-for": "'script'", "trusted-types": NONE}

REFUSED_FEATURES = (
    *("accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "display-capture"),
    *("encrypted-media", "fullscreen", "geolocation", "gyroscope", "hid", "idle-detection"),
    *("local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture"),
    *("publickey-credentials-get", "screen-wake-lock", "serial", "storage-access", "usb"),
    *("web-share", "xr-spatial-tracking"),
)

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in REFUSED_FEATURES),
}
TRANSPORT = "max-age=31536000; includeSubDomains; preload"  # a year, as the preload list asks

# Text and XML of which a browser would have to guess the encoding.
UNNAMED_ENCODING = re.compile(r"text/[\w.+-]+|[\w.-]+/([\w.-]+\+)?xml")

PERSONAL = (f"/{settings.ADMIN_PATH}", "/draft/")


class Nonce:
    """A number used once, made when a page of the admin asks for it."""

    value = ""

    def __str__(self):
        self.value = self.value or secrets.token_urlsafe(16)
        return self.value


def security_headers(*, is_secure: bool, is_admin: bool = False, nonce: str = "") -> dict[str, str]:
    """The headers by name, of an answer over https (`is_secure`) or plain http."""
    # Django's own scripts of the admin and the editor do write HTML.
    policy = CONTENT_POLICY | ({} if is_admin else FOR_PAGES)
    if nonce:
        allowed = f"{SELF} 'nonce-{nonce}'"
        policy |= {"script-src": allowed, "style-src": allowed}
    written = "; ".join(f"{name} {value}" for name, value in policy.items())
    headers = HEADERS | {"Content-Security-Policy": written}
    if settings.HTTPS and is_secure:
        headers["Strict-Transport-Security"] = TRANSPORT
    return headers


class SecurityHeaders(SecurityMiddleware):
    """Django's, which leads to https; with our headers, and nothing personal in any cache."""

    def process_request(self, request):
        request.csp_nonce = Nonce()
        return super().process_request(request)

    def process_response(self, request, response):
        headers = security_headers(
            is_secure=request.is_secure(),
            is_admin=request.path_info.startswith(f"/{settings.ADMIN_PATH}"),
            nonce=request.csp_nonce.value,
        )
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        is_personal = request.method == "POST" or request.path_info.startswith(PERSONAL)
        if is_personal and "no-store" not in response.headers.get("Cache-Control", ""):
            response.headers["Cache-Control"] = "no-store"
        if UNNAMED_ENCODING.fullmatch(response.headers.get("Content-Type", "")):
            response.headers["Content-Type"] += "; charset=utf-8"
        return response
