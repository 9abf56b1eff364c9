"""
Whether an enquiry may be unwanted: told from what was sent, without a puzzle or a third party.

Nothing is refused for its words. An enquiry with doubts is kept, shown apart,
and sent to nobody until staff say that it is wanted.
"""

import hashlib
import hmac
import re
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_noop

from ..client_address import client_address
from .models import Sender

HOUR = timedelta(hours=1)
DOUBTFUL_FROM_ONE_ADDRESS = 5  # an hour; a family, or a ward that shares a line, sends fewer
REFUSED_FROM_ONE_ADDRESS = 30  # an hour
REFUSED_IN_ALL = 300  # an hour
LEAST_SECONDS = 2  # nobody reads a form, fills it in and sends it in less, autofill or not
ENOUGH = 3  # points from which an enquiry is doubtful
SALT = "clinic_site.contact.doubts"

LINK = re.compile(r"https?://|www\.\w", re.IGNORECASE)
# What sellers and robots write to forms, and patients never.
ADVERTS = re.compile(
    r"\[url=|<a\s+href|\b(?:backlinks?|guest\s+post|seo\s+(?:services?|agency|audit)"
    r"|whatsapp\s+marketing|(?:first|1st)\s+page\s+of\s+google)\b",
    re.IGNORECASE,
)
# What they often write, and a patient may: the name of a medicine, a job.
HINTS = re.compile(
    r"\b(?:casinos?|crypto\s*currency|bitcoin|forex|viagra|cialis|porn|escort|loans?\s+offer)\b",
    re.IGNORECASE,
)

REASONS = {
    "trap": gettext_noop("a field that people do not see was filled in"),
    "speed": gettext_noop("sent less than two seconds after the form was opened"),
    "stamp": gettext_noop("the form did not come from this site"),
    "links": gettext_noop("many links"),
    "words": gettext_noop("words of advertising"),
    "hints": gettext_noop("words that advertising often uses"),
    "often": gettext_noop("many messages from one place within an hour"),
}
POINTS = {"trap": 3, "speed": 2, "stamp": 2, "links": 2, "words": 3, "hints": 2, "often": 3}


def new_stamp() -> str:
    """When a form was opened, signed; never the same twice."""
    return signing.dumps(get_random_string(8), salt=SALT)


def doubts(*, trap: str, stamp: str, words: str, sent_lately: int) -> list[str]:
    """The keys of `REASONS` that hold, if together they are enough; none otherwise."""
    found = [
        reason
        for reason, holds in (
            ("trap", bool(trap)),
            (stamp_fault(stamp), bool(stamp_fault(stamp))),
            ("links", len(LINK.findall(words)) > 2),
            ("words", bool(ADVERTS.search(words))),
            ("hints", bool(HINTS.search(words))),
            ("often", sent_lately >= DOUBTFUL_FROM_ONE_ADDRESS),
        )
        if holds
    ]
    return found if sum(POINTS[reason] for reason in found) >= ENOUGH else []


def stamp_fault(stamp: str) -> str:
    """ "stamp" where it is not ours, "speed" where it is too young; empty where it is in order."""
    try:
        signing.loads(stamp, salt=SALT)
    except signing.BadSignature:
        return "stamp"
    try:
        signing.loads(stamp, salt=SALT, max_age=LEAST_SECONDS)
    except signing.SignatureExpired:
        return ""
    return "speed"


def sender_hash(request) -> str:
    """The visitor's network address as a number that cannot be turned back, another each day."""
    salt = f"{settings.SECRET_KEY}{timezone.now():%Y-%m-%d}"
    return hmac.new(salt.encode(), client_address(request).encode(), hashlib.sha256).hexdigest()


def sent_lately(sender: str) -> tuple[int, int]:
    """How many forms were sent within an hour: from this sender, and in all."""
    lately = Sender.objects.filter(sent_at__gt=timezone.now() - HOUR)
    return lately.filter(sender_hash=sender).count(), lately.count()
