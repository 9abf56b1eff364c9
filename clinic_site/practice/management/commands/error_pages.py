from pathlib import Path

from django.core.management.base import BaseCommand

from clinic_site.proxy_errors import write_error_pages


class Command(BaseCommand):
    help = (
        "Write the pages that nginx shows when Django cannot answer. Call it after collectstatic: "
        "they name the stylesheet by its content."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)

    def handle(self, *, folder, **options):
        self.stdout.write(f"{len(write_error_pages(folder))} pages in {folder}.")
