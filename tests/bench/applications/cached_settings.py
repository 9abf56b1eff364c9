"""The site's settings with Django's per-site cache, in the process's own memory."""

from clinic_site.settings import *  # noqa: F403
from clinic_site.settings import MIDDLEWARE as OWN

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MIDDLEWARE = [
    "django.middleware.cache.UpdateCacheMiddleware",
    *OWN,
    "django.middleware.cache.FetchFromCacheMiddleware",
]
