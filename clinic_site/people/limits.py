"""
How often somebody may try a password: 5 times for an account from one address,
20 times from one address, within 15 minutes.

Nothing is counted for an account from everywhere: a stranger could lock its
owner out. An account from many addresses is kept by 15 characters or more and
the second factor.
"""

from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.contrib import admin
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from ..client_address import client_address

WAIT = timedelta(minutes=15)
FOR_ACCOUNT = 5
FROM_ADDRESS = 20
KEPT = timedelta(hours=24)


class Limits(AxesDatabaseHandler):
    """The two limits at once; axes itself knows one number for both."""

    def get_failures(self, request, credentials=None) -> int:
        pair, address = (
            sum(attempts.values_list("failures_since_start", flat=True))
            for attempts in self.get_user_attempts(request, credentials)
        )
        return max(pair, address * FOR_ACCOUNT // FROM_ADDRESS)

    def reset_user_attempts(self, request, credentials=None) -> int:
        """A login forgives what was tried for this account, not for others from its address."""
        pair, _address = self.filter_user_attempts(request, credentials)
        return pair.delete()[0]


def address_of(request) -> str | None:
    """What is counted: an IPv4 address, or the network (/64) that a home has in IPv6."""
    try:
        address = ip_address(client_address(request))
    except ValueError:  # a socket, a proxy that says nothing: all of those together
        return None
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((int(address), 64), strict=False).network_address)
    return str(address)


def locked_out(request, response=None, credentials=None):
    """What whoever tried too often sees, whether the account exists or not."""
    context = {**admin.site.each_context(request), "title": _("Too many attempts")}
    context["minutes"] = int(WAIT.total_seconds() // 60)
    response = render(request, "admin/people/locked.html", context, status=429)
    response["Retry-After"] = str(int(WAIT.total_seconds()))
    response["Cache-Control"] = "no-store"
    return response


def forget_attempts() -> None:
    """Addresses of attempts are kept for `KEPT` at most."""
    AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - KEPT).delete()
