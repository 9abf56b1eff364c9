from django.conf import settings
from django.core.mail import EmailMessage
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Send one e-mail with the settings of the site, to try them."

    def add_arguments(self, parser):
        parser.add_argument("address")

    def handle(self, *, address, **options):
        message = EmailMessage(
            subject="The website can send e-mail",
            body=f"{settings.SITE_URL} sent this to try its settings. Nothing need be done.\n",
            from_email=settings.ENVELOPE_FROM,
            to=[address],
            headers={"From": settings.DEFAULT_FROM_EMAIL, "Auto-Submitted": "auto-generated"},
        )
        try:
            message.send()
        except Exception as error:
            raise CommandError(f"Not sent. {type(error).__name__}: {error}") from error
        self.stdout.write(
            f"The mail server has taken it, from {settings.DEFAULT_FROM_EMAIL} (envelope "
            f"{settings.ENVELOPE_FROM}). See at {address} that it has arrived, and not as spam."
        )
