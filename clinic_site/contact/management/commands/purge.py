from django.core.management.base import BaseCommand

from clinic_site.contact.models import Enquiry


class Command(BaseCommand):
    help = "Erase the enquiries that are older than RETENTION_DAYS, as the privacy page says."

    def handle(self, **options):
        _total, erased = Enquiry.objects.expired().delete()
        self.stdout.write(f"Enquiries erased: {erased.get('contact.Enquiry', 0)}.")
