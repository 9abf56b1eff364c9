from django.core.management.base import BaseCommand

from clinic_site.chores import hourly


class Command(BaseCommand):
    help = (
        "Erase enquiries older than RETENTION_DAYS, attempts to log in and ended sessions, and "
        "fold revisions of content older than three years."
    )

    def handle(self, **options):
        erased, folded = hourly()
        self.stdout.write(f"Enquiries erased: {erased}.")
        if folded:
            self.stdout.write(f"Old revisions folded: {folded}.")
