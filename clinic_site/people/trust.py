"""
What a session may be trusted with.

A password alone opens nothing to whoever reads enquiries, publishes or manages
accounts: the session must have been verified by a code as well (ANSSI,
"Recommandations relatives à l'authentification multifacteur", 2021).
"""

from django_otp.plugins.otp_totp.models import TOTPDevice

# Whoever holds one of these must use two factors.
SENSITIVE = ("contact.view_enquiry", "editions.add_edition", "auth.change_user")


def must_use_two_factors(user) -> bool:
    return user.is_superuser or any(user.has_perm(right) for right in SENSITIVE)


def has_phone(user) -> bool:
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def is_staff_account(user) -> bool:
    return user.is_active and user.is_staff


def is_trusted(user) -> bool:
    """Whether the session of `user` has shown all that the account asks for."""
    if not is_staff_account(user):
        return False
    return user.is_verified() or not (must_use_two_factors(user) or has_phone(user))


def may_read_draft(user) -> bool:
    """Whether `user` sees the manuscript on the public addresses."""
    return is_trusted(user) and (
        user.has_perm("procedures.view_procedure") or user.has_perm("editions.add_edition")
    )
