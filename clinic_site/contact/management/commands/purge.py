from django.core.management.base import BaseCommand

from clinic_site.contact.erasure import purge
from clinic_site.revisions.retention import fold_old_revisions


class Command(BaseCommand):
    help = (
        "Erase the enquiries that are older than RETENTION_DAYS, as the privacy page says, "
        "and fold the revisions of content that are older than three years."
    )

    def handle(self, **options):
        self.stdout.write(f"Enquiries erased: {purge()}.")
        if folded := fold_old_revisions():
            self.stdout.write(f"Old revisions folded: {folded}.")
