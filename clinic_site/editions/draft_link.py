"""A link for a reader without an account, such as the surgeon: the draft, for seven days."""

from datetime import datetime, timedelta

from django.core import signing
from django.urls import reverse
from django.utils import timezone

VALID = timedelta(days=7)
SALT = "clinic_site.editions.draft_link"


def new_token() -> str:
    until = timezone.now() + VALID
    return signing.dumps(int(until.timestamp()), salt=SALT)


def expiry_of(token: str) -> datetime:
    """Until when the link may be used; raises signing.BadSignature for a token that is not ours."""
    return datetime.fromtimestamp(
        signing.loads(token, salt=SALT), tz=timezone.get_current_timezone()
    )


def draft_address(token: str, path: str) -> str:
    """Where the page at `path` (`/fr/glossaire/`) is read with the link."""
    return reverse("draft", args=[token, path.removeprefix("/")])
