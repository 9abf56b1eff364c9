"""What the pages say of the site itself, as the settings have it: `[[retention]]` and the like."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from clinic_site.backups.thinning import MONTHLY
from procedures.wording import Unit, say

FAULTS = gettext_noop("The faults themselves are reported to a service, %s, without any of this.")

# What staff read beside each key when they choose one.
LABELS = {
    "retention": gettext_lazy("how long enquiries are kept"),
    "sender-hash": gettext_lazy("how long network addresses are kept"),
    "backups": gettext_lazy("how long backups are kept"),
    "cookie": gettext_lazy("the name of the form’s cookie"),
    "cookie-age": gettext_lazy("how long the form’s cookie lasts"),
    "notification": gettext_lazy("what the e-mail to the practice holds"),
    "faults": gettext_lazy("who else is told of technical faults, if anybody"),
}


def said_by_settings() -> Mapping[str, str]:
    """Each key with what it says, in the language that is active."""
    days, hours = settings.RETENTION_DAYS, settings.SENDER_HASH_HOURS
    cookie_hours = settings.CSRF_COOKIE_AGE // 3600
    return {
        "retention": say(days, days, Unit.DAY),
        "sender-hash": say(hours, hours, Unit.HOUR),
        "backups": say(MONTHLY, MONTHLY, Unit.MONTH),
        "cookie": settings.CSRF_COOKIE_NAME,
        "cookie-age": say(cookie_hours, cookie_hours, Unit.HOUR),
        "notification": (
            _("It receives your message by e-mail as well.")
            if settings.NOTIFICATIONS_HOLD_TEXT
            else _("An e-mail tells it of a message, and holds nothing of what you wrote.")
        ),
        "faults": _(FAULTS) % urlsplit(settings.SENTRY_DSN).hostname if settings.SENTRY_DSN else "",
    }
