from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from clinic_site.editions.archive import Damaged, export
from clinic_site.editions.models import Edition


class Command(BaseCommand):
    help = "Write an edition as plain files, which any web server can serve."

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True)
        export_parser = actions.add_parser("export", help="write the files of edition N into DIR")
        export_parser.add_argument("number", type=int)
        export_parser.add_argument("folder", type=Path)

    def handle(self, *, action, number, folder, **options):
        edition = Edition.objects.filter(number=number).first()
        if edition is None:
            raise CommandError(f"There is no edition {number}.")
        if folder.exists() and any(folder.iterdir()):
            raise CommandError(f"{folder} is not empty.")
        try:
            export(edition, folder)
        except (Damaged, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Edition {number} is in {folder}.")
