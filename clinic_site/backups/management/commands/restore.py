from datetime import UTC, datetime
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from clinic_site.backups.failure import Failed
from clinic_site.backups.kept import STAMP
from clinic_site.backups.restoring import examine, present, restore


class Command(BaseCommand):
    help = "Put back a file that `backup` wrote, on an empty machine or in place of what is there."
    requires_system_checks = []  # there may be no database yet

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="replace what is there")
        parser.add_argument(
            "--no-input", "--yes", action="store_false", dest="interactive", help="do not ask"
        )
        parser.add_argument("--identity", type=Path, help="the file with the private key")

    def handle(self, *, file, replace, interactive, identity, **options):
        try:
            self.restore(file, replace, interactive, identity)
        except (Failed, OSError, Error) as error:
            raise CommandError(f"Not restored. {error}") from error

    def restore(self, file, replace, interactive, identity):
        manifest = examine(file, identity)
        rows, files = sum(manifest.rows.values()), len(manifest.files)
        self.stdout.write(f"The backup of {manifest.made_at}: {rows} rows, {files} files, whole.")
        if there := present():
            self.stdout.write(f"Here: {there}.")
            if not replace:
                raise Failed("It would replace what is here: stop the site and add --replace.")
            if interactive and not self.is_confirmed():
                raise Failed("Nothing was changed.")
        restored = restore(file, identity, manifest, datetime.now(UTC).strftime(STAMP))
        self.stdout.write("Restored; every row is counted and every file compared.")
        for place in restored.aside:
            self.stdout.write(f"What was replaced is kept: {place}.")
        if manifest.gone:
            self.stdout.write(f"The backup lacked: {', '.join(manifest.gone)}.")
        self.stdout.write(
            f"Who asked to be erased after {manifest.made_at} is here again: run `erase_person`."
        )
        if restored.waiting:
            self.stdout.write(
                "The backup is of an older version of the site. "
                f"Run `migrate` before it is served; migrations to run: {restored.waiting}."
            )

    def is_confirmed(self) -> bool:
        try:
            return input("Replace it? Type “yes”: ") == "yes"
        except EOFError:
            return False
