import logging
import signal
from datetime import datetime, timedelta
from threading import Event

from django.core.management.base import BaseCommand
from django.db import Error, connection
from django.utils import timezone

from clinic_site.alerts.models import Alert
from clinic_site.alerts.telling import tell_operators
from clinic_site.chores import hourly
from clinic_site.contact.delivery import deliver_due
from clinic_site.service_manager import ALIVE, READY, tell_service_manager

logger = logging.getLogger("clinic_site.contact.relay")

LOOK_EVERY = 2  # seconds
ALERT_EVERY = timedelta(minutes=1)
PURGE_EVERY = timedelta(hours=1)  # the privacy page promises hours for the senders' hashes


class Command(BaseCommand):
    help = (
        "Send the messages of enquiries as they come, tell ALERT_EMAIL of what goes wrong, and "
        "erase old enquiries each hour."
    )
    looked_at = None

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="send what is due, and end")

    def handle(self, *, once, **options):
        if once:
            self.stdout.write(f"Messages tried: {deliver_due()}.")
            self.alert()
            return
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_received: stop.set())
        purged_at = None
        tell_service_manager(READY)
        while not stop.is_set():
            tell_service_manager(ALIVE)
            purged_at = self.work(purged_at, stop)
            stop.wait(LOOK_EVERY)

    def work(self, purged_at: datetime | None, stop: Event) -> datetime | None:
        """One round; a database that does not answer is asked again in the next."""
        try:
            deliver_due(stop)
            self.alert(stop)
            if purged_at is None or timezone.now() - purged_at > PURGE_EVERY:
                hourly()
                purged_at = timezone.now()
        except Error as error:
            logger.warning("The database does not answer: %s", type(error).__name__)
        finally:
            connection.close()
        return purged_at

    def alert(self, stop: Event | None = None) -> None:
        """Nothing that goes wrong here may keep back what patients wrote."""
        try:
            if self.looked_at is None or timezone.now() - self.looked_at > ALERT_EVERY:
                self.looked_at = timezone.now()
                tell_operators()
            deliver_due(stop, Alert.objects)
        except Error:
            raise
        except Exception:
            logger.exception("Those who run the site could not be told of its troubles.")
