from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import Error, connection
from django.db.migrations.recorder import MigrationRecorder

NEXT = (
    "The new version is ready. Restart the web server and the relay, then publish once in the "
    "admin: stored pages keep the look they were printed with."
)


class Command(BaseCommand):
    help = (
        "Bring the database and the collected files to the version of this program, after a "
        "backup. Safe to repeat, and while the site is served."
    )

    def add_arguments(self, parser):
        parser.add_argument("--without-backup", action="store_true")

    def handle(self, *, without_backup, **options):
        try:
            is_filled = MigrationRecorder(connection).has_table()
        except Error as error:
            raise CommandError(
                f"Nothing was changed: the database does not answer. {error}"
            ) from error
        if is_filled and not without_backup:
            call_command("backup", stdout=self.stdout)
        call_command("migrate", stdout=self.stdout)
        call_command("collectstatic", interactive=False, stdout=self.stdout)
        call_command("error_pages", settings.BASE_DIR / "var" / "errors", stdout=self.stdout)
        self.stdout.write(NEXT)
