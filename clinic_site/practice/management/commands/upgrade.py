from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

NEXT = (
    "The new version is ready. Restart the web server and the relay, then publish once in the "
    "admin: stored pages keep the look they were printed with."
)


class Command(BaseCommand):
    help = (
        "Bring the database and the collected files to the version of this program, after a "
        "backup where there is something to migrate. Safe to repeat, and while the site is served."
    )

    def add_arguments(self, parser):
        parser.add_argument("--without-backup", action="store_true")

    def handle(self, *, without_backup, **options):
        try:
            executor = MigrationExecutor(connection)
        except Error as error:
            silent = "Nothing was changed: the database does not answer."
            raise CommandError(f"{silent} {error}") from error
        is_filled = bool(executor.loader.applied_migrations)
        # No other time: thinning keeps one backup a day, and this one must not be pushed out.
        is_older = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if is_filled and is_older and not without_backup:
            call_command("backup", stdout=self.stdout)
        call_command("migrate", stdout=self.stdout)
        call_command("collectstatic", interactive=False, stdout=self.stdout)
        call_command("error_pages", settings.BASE_DIR / "var" / "errors", stdout=self.stdout)
        self.stdout.write(NEXT)
