from django.core.management.base import BaseCommand

from clinic_site.contact.erasure import purge
from clinic_site.people.limits import forget_attempts
from clinic_site.people.sessions import forget_ended


class Command(BaseCommand):
    help = "Erase enquiries older than RETENTION_DAYS, attempts to log in, and ended sessions."

    def handle(self, **options):
        forget_attempts()
        forget_ended()
        self.stdout.write(f"Enquiries erased: {purge()}.")
