"""The answer that staff write in their own mail program."""

from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _
from django.utils.translation import override

from .models import Enquiry


def mail_link(enquiry: Enquiry) -> str:
    """A `mailto:` address (RFC 6068) with subject and greeting in the visitor's language."""
    with override(enquiry.language):
        subject = _("Your message: %s") % enquiry.get_subject_display()
        greeting = _("Hello %s,") % enquiry.name
    filled = urlencode({"subject": subject, "body": f"{greeting}\r\n\r\n"}, quote_via=quote)
    return f"mailto:{quote(enquiry.email, safe='@')}?{filled}"
