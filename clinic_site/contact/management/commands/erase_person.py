from django.core.management.base import BaseCommand

from clinic_site.contact.erasure import erase
from clinic_site.contact.models import Enquiry


class Command(BaseCommand):
    help = "Erase all that is stored of the person who wrote from an e-mail address."

    def add_arguments(self, parser):
        parser.add_argument("address")

    def handle(self, *, address, **options):
        self.stdout.write(f"Enquiries erased: {erase(Enquiry.objects.of_person(address))}.")
