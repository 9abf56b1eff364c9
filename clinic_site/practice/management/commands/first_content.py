from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from clinic_site.practice.models import Page, Practice
from clinic_site.revisions.recording import recorded
from procedures.models import Procedure, Term


class Command(BaseCommand):
    help = "Load the first content into an empty site. Never touches content that is there."

    @transaction.atomic
    def handle(self, **options):
        roots = (Practice, Page, Procedure, Term)
        if any(model.objects.exists() for model in roots):
            self.stdout.write("The site has content already: nothing was loaded.")
            return
        call_command("loaddata", "practice", "glossary", "thigh_lift", verbosity=0)
        for model in roots:
            with recorded(model, []) as recording:  # so that the first change can be undone
                recording.what = "first"
                recording.pks.update(model.objects.values_list("pk", flat=True))
        self.stdout.write("The first content was loaded.")
