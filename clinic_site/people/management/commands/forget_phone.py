from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from clinic_site.people import journal
from clinic_site.people.sessions import end_sessions
from clinic_site.people.two_factor import forget_devices, new_recovery_codes


class Command(BaseCommand):
    help = "Forget the lost phone of a user, end their sessions, and print new recovery codes."

    def add_arguments(self, parser):
        parser.add_argument("user", help="the name with which the user logs in")

    def handle(self, *, user, **options):
        try:
            found = User.objects.get_by_natural_key(user)
        except User.DoesNotExist:
            raise CommandError(f"There is no account {user}.") from None
        forget_devices(found)
        end_sessions(found)
        journal.note(found, journal.PHONE_FORGOTTEN)
        self.stdout.write(f"The phone of {user} is forgotten. Each code is good for one login:")
        self.stdout.write("\n".join(f"  {code}" for code in new_recovery_codes(found)))
        self.stdout.write("After logging in, set up the new phone.")
