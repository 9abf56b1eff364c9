"""What the admin says after a save waits in a cookie, under the name that the settings give it."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class MessageCookie(CookieStorage):
    """Django fixes the name in its code; over https it needs a prefix (OWASP ASVS 5.0, 3.3.1)."""

    @property
    def cookie_name(self):
        return settings.MESSAGE_COOKIE_NAME


class Messages(FallbackStorage):
    storage_classes = (MessageCookie, SessionStorage)
