from django.core.management.base import BaseCommand, CommandError

from clinic_site.deployment import all_checks
from clinic_site.front import of_front


class Command(BaseCommand):
    help = "Say what is wrong with this machine, from its settings to what visitors are answered."
    requires_system_checks = []  # it runs them itself, and goes on

    def add_arguments(self, parser):
        parser.add_argument(
            "--front",
            default="127.0.0.1:443",
            help="where the web server listens that visitors ask (%(default)s)",
        )

    def handle(self, *, front, **options):
        host, _colon, port = front.rpartition(":")
        wrong = 0
        for check in [*all_checks(), *of_front((host, int(port)))]:
            self.stdout.write(str(check))
            wrong += not check.is_right
        if wrong:
            raise CommandError(f"{wrong} points are wrong.")
        self.stdout.write("All is right.")
