from django.apps import AppConfig


class BackupsConfig(AppConfig):
    name = "clinic_site.backups"
