"""The admin of this site: Django's own, with the launch list."""

from django.contrib.admin.apps import AdminConfig


class AdministrationConfig(AdminConfig):
    default_site = "clinic_site.admin_site.PracticeAdminSite"
