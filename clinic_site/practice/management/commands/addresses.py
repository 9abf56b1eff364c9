from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Say where the site answers, where its mail goes, and how to get in."

    def add_arguments(self, parser):
        parser.add_argument("port", nargs="?", default="8000")

    def handle(self, port, **options):
        origin = f"http://127.0.0.1:{port}"
        lines = [
            "",
            f"  Site    {origin}/fr/   {origin}/en/",
            f"  Admin   {origin}/{settings.ADMIN_PATH}",
        ]
        if not get_user_model().objects.filter(is_staff=True).exists():
            lines.append("          Nobody can log in yet: make admin")
        if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
            lines.append(f"  Mail    is NOT sent: it goes to files in {settings.EMAIL_FILE_PATH}")
            lines.append(
                "          Set EMAIL_URL, CONTACT_EMAIL and FROM_EMAIL in var/env to send it."
            )
        self.stdout.write("\n".join([*lines, ""]))
