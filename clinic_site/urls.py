from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.i18n import set_language

from .editions import urls as editions
from .figures import metrics
from .health import health, ready
from .pictures.views import picture_file
from .practice import crawlers
from .practice.sitemap import sitemap

handler400 = "clinic_site.errors.bad_request"
handler403 = "clinic_site.errors.permission_denied"
handler404 = "clinic_site.errors.not_found"
handler500 = "clinic_site.errors.server_error"

urlpatterns = [
    path("robots.txt", crawlers.robots, name="robots"),
    path(".well-known/security.txt", crawlers.security),
    path("healthz", health, name="health"),
    path("readyz", ready, name="ready"),
    path("metrics", metrics, name="metrics"),
    path("manifest.webmanifest", crawlers.manifest, name="manifest"),
    path("favicon.ico", crawlers.favicon),
    path("sitemap.xml", sitemap, name="sitemap"),
    path(f"{settings.ADMIN_PATH}language/", set_language, name="set_language"),
    path(settings.ADMIN_PATH, admin.site.urls),
    path(f"{settings.MEDIA_URL[1:]}<path:name>", picture_file, name="picture-file"),
    *editions.urlpatterns,
    *i18n_patterns(
        path("", include("clinic_site.practice.urls")),
        path("", include("clinic_site.contact.urls")),
        path("", include("procedures.urls")),
        *editions.printed,
    ),
]
