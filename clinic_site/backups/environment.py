"""
The settings of the site as text, for whoever builds a machine anew; without any secret.

What may be written is named, one by one: a variable that nobody thought of is left out.
"""

import os
import re
from urllib.parse import parse_qsl, urlencode

KEPT = (
    "SITE_URL",
    "DATABASE_URL",
    "EMAIL_URL",
    "CONTACT_EMAIL",
    "FROM_EMAIL",
    "ENVELOPE_FROM",
    "ALERT_EMAIL",
    "NOTIFICATIONS_HOLD_TEXT",
    "ALLOWED_HOSTS",
    "RETENTION_DAYS",
    "ADMIN_PATH",
    "BEHIND_PROXY",
    "MEDIA_ROOT",
    "ARCHIVES_ROOT",
    "BUCKET_URL",
    "EDITIONS_ROOT",
    "LEAFLETS",
    "BACKUPS_ROOT",
    "BACKUP_RECIPIENT",
    "LOG_FORMAT",
    "DEBUG",
    "ENV_FILE",
)
LEFT_OUT = ("SECRET_KEY", "SENTRY_DSN")
# All up to the last @: in a password typed as it is, any character may stand.
ACCOUNT = re.compile(r"(?<=://).*@", re.DOTALL)
SECRET_PARAMETER = re.compile(r"pass|secret|token|key|user", re.IGNORECASE)


def without_account(value: str) -> str:
    """An address without the name and the password in it; any other value as it is."""
    if "://" not in value:
        return value
    address, mark, query = ACCOUNT.sub("", value).partition("?")
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, said) for name, said in pairs if not SECRET_PARAMETER.search(name)]
    return address + mark + urlencode(kept)


def settings_text() -> str:
    """Each variable that is set, a line each, as `var/env` has them."""
    told = {name: without_account(os.environ[name]) for name in KEPT if name in os.environ}
    head = "# Without SECRET_KEY and without the names and passwords in addresses.\n"
    return head + "".join(f"{name}={value}\n" for name, value in told.items())
