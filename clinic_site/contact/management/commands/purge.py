from django.core.management.base import BaseCommand

from clinic_site.contact.erasure import purge


class Command(BaseCommand):
    help = "Erase the enquiries that are older than RETENTION_DAYS, as the privacy page says."

    def handle(self, **options):
        self.stdout.write(f"Enquiries erased: {purge()}.")
