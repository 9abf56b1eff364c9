from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslatingConfig(AppConfig):
    name = "clinic_site.translating"
    verbose_name = _("translations")
