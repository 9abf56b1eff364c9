from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path(_("legal-notice/"), views.page, {"key": "legal-notice"}, name="legal-notice"),
    path(_("privacy/"), views.page, {"key": "privacy"}, name="privacy"),
    path(_("accessibility/"), views.page, {"key": "accessibility"}, name="accessibility"),
    path(_("glossary/"), views.glossary, name="glossary"),
]
