import json

from django.core.management.base import BaseCommand

from clinic_site.contact.erasure import export
from clinic_site.contact.models import Enquiry


class Command(BaseCommand):
    help = "Print all that is stored of the person who wrote from an e-mail address, as JSON."

    def add_arguments(self, parser):
        parser.add_argument("address")

    def handle(self, *, address, **options):
        found = export(Enquiry.objects.of_person(address))
        self.stdout.write(json.dumps(found, indent=1, ensure_ascii=False))
