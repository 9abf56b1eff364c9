from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from clinic_site.launch import open_point_count, open_points


class Command(BaseCommand):
    help = "List what is unknown or unconfirmed before the site goes public; fails while any is."

    def handle(self, **options):
        for kind in open_points():
            self.stdout.write(f"{kind.kind} ({kind.total})")
            for point in kind.points:
                self.stdout.write(f"  {point.text}: {settings.SITE_URL}{point.url}")
            if kind.more:
                self.stdout.write(f"  … +{kind.more}")
        if count := open_point_count():
            raise CommandError(f"{count} points are open.")
        self.stdout.write("Nothing is open.")
