from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "clinic_site.alerts"
