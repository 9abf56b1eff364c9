from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "clinic_site.people"
    verbose_name = _("people")

    def ready(self):
        from . import journal
        from .roles import make_groups

        # Sent for one app after the other: after the last one every permission exists.
        last = [config for config in apps.get_app_configs() if config.models_module][-1]
        post_migrate.connect(make_groups, sender=last)
        journal.listen()
