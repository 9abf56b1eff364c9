from django.core.management.base import BaseCommand, CommandError

from clinic_site.pictures import orphans


class Command(BaseCommand):
    help = "Report the files of pictures that nothing names, and the pictures whose files are gone."

    def add_arguments(self, parser):
        parser.add_argument(
            "--remove", action="store_true", help="delete files that nothing names, after a day"
        )

    def handle(self, *, remove: bool, **options):
        try:
            self.report(remove)
        except OSError as error:
            raise CommandError(str(error)) from error

    def report(self, remove: bool) -> None:
        found = orphans.unnamed()
        removed = set(orphans.remove(found)) if remove else set()
        for name in found:
            self.stdout.write(f"{'Removed' if name in removed else 'Not named'}: {name}")
        for picture, names in orphans.gone():
            for name in names:
                self.stdout.write(f"Gone: {name} (picture {picture.pk}: {picture})")
        self.stdout.write(f"Files that nothing names: {len(found)}; removed: {len(removed)}.")
