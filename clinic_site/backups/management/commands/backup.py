from datetime import UTC, datetime

from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from clinic_site.backups.failure import Failed
from clinic_site.backups.making import make


class Command(BaseCommand):
    help = "Write database, pictures, editions and settings into one dated file in BACKUPS_ROOT."

    def handle(self, **options):
        try:
            made = make(datetime.now(UTC))
        except (Failed, OSError, Error) as error:
            raise CommandError(f"No backup was made. {error}") from error
        size = made.path.stat().st_size
        self.stdout.write(f"{made.path} was written and verified: {size} bytes.")
        if made.removed:
            self.stdout.write(f"Old backups removed: {len(made.removed)}.")
        if made.gone:
            raise CommandError(
                "The backup is incomplete: these files are gone or damaged. " + ", ".join(made.gone)
            )
