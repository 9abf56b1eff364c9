from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from clinic_site.editions.checks import Refused
from clinic_site.editions.models import Edition
from clinic_site.editions.publishing import Overtaken, publish
from procedures import leaflet


class Command(BaseCommand):
    help = "Print the manuscript as a new edition, which patients read from then on."

    def add_arguments(self, parser):
        parser.add_argument("--first", action="store_true", help="only where none exists yet")
        parser.add_argument("--note-fr", default="", help="what changed, for the history page")
        parser.add_argument("--note-en", default="", help="the same in English")
        parser.add_argument(
            "--reviewed-on",
            type=date.fromisoformat,
            help="the day on which a doctor read all pages and approved them: 2026-11-22",
        )
        parser.add_argument("--by", default="", help="who publishes")

    def handle(self, *, first, note_fr, note_en, reviewed_on, by, **options):
        if first:
            if Edition.objects.exists():
                return
            note_fr, note_en = "Première édition.", "First edition."
        if bool(note_fr) != bool(note_en):
            raise CommandError("Give the note in both languages, or in none.")
        edition = Edition(
            note_fr=note_fr, note_en=note_en, medically_reviewed_on=reviewed_on, published_by=by
        )
        try:
            for page in publish(edition):
                if options["verbosity"] > 1 or not first:
                    self.stdout.write(f"{page.done}/{page.total} {page.path}")
        except Refused as refusal:
            faults = "\n".join(f"  {fault.kind}: {fault.text}" for fault in refusal.faults)
            raise CommandError(f"Nothing was published. To mend first:\n{faults}") from refusal
        except Overtaken as error:
            raise CommandError("Nothing was published: another edition came first.") from error
        except OSError as error:
            raise CommandError(f"Nothing was published. {error}") from error
        self.stdout.write(f"Edition {edition.number} is published.")
        if settings.LEAFLETS and (no_leaflets := leaflet.missing()):
            self.stderr.write(no_leaflets)
