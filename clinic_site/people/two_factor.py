"""
The second factor: codes of an app on the phone (RFC 6238), and recovery codes on paper.

Recovery codes are kept as a keyed hash: who reads the database cannot use them.
"""

from base64 import b32encode

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.crypto import get_random_string, salted_hmac
from django_otp import devices_for_user, verify_token
from django_otp.models import Device
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

RECOVERY_CODES = 10
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # no letter that reads like a digit


def device_for(user: User, key: str) -> TOTPDevice:
    """The device that `key` (hex) would make; not stored."""
    return TOTPDevice(user=user, name="phone", key=key)


def key_in_words(key: str) -> str:
    """A hex key as people type it into an app: base32, in groups of four."""
    text = b32encode(bytes.fromhex(key)).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def confirm_phone(user: User, key: str, code: str) -> TOTPDevice | None:
    """Store the phone that shows `code` for `key`, in place of any other; None if it is wrong."""
    totp = TOTP(bytes.fromhex(key))
    if not code.isascii() or not code.isdigit() or not totp.verify(int(code), tolerance=1):
        return None
    device = device_for(user, key)
    device.last_t, device.drift = totp.t(), totp.drift  # the code is used up
    with transaction.atomic():
        TOTPDevice.objects.filter(user=user).delete()
        device.save()
    return device


def new_recovery_codes(user: User) -> list[str]:
    """Ten codes, each good for one login; those from before are void."""
    codes = [f"{random_part()}-{random_part()}" for _number in range(RECOVERY_CODES)]
    with transaction.atomic():
        StaticDevice.objects.filter(user=user).delete()
        device = StaticDevice.objects.create(user=user, name="recovery codes")
        StaticToken.objects.bulk_create(
            StaticToken(device=device, token=hashed(code)) for code in codes
        )
    return codes


def random_part() -> str:
    return get_random_string(5, ALPHABET)


def hashed(code: str) -> str:
    """With SHA-256: Django's default, SHA-1, no longer suits keyed hashes (ASVS 5.0, 11.4.1)."""
    made = salted_hmac("clinic_site.people.recovery", tidy(code), algorithm="sha256")
    return made.hexdigest()[:16]


def tidy(code: str) -> str:
    """Without the spaces and hyphens that people type or leave out."""
    return "".join(code.split()).replace("-", "").lower()


def codes_left(user: User) -> int:
    return StaticToken.objects.filter(device__user=user).count()


def device_asked_for(user: User, code: str) -> Device | None:
    """The one that `code` can be for, by its looks: digits for the phone, the rest on paper."""
    model = TOTPDevice if tidy(code).isdigit() else StaticDevice
    return model.objects.devices_for_user(user, confirmed=True).first()


def must_wait_with(user: User, code: str) -> bool:
    """After each wrong code the wait doubles: 1, 2, 4 seconds…"""
    device = device_asked_for(user, code)
    return device is not None and not device.verify_is_allowed()[0]


def verified_by(user: User, code: str) -> Device | None:
    """The device that accepts `code`; None when it is wrong, used up or asked for too often."""
    device = device_asked_for(user, code)
    if device is None:
        return None
    token = tidy(code) if isinstance(device, TOTPDevice) else hashed(code)
    return verify_token(user, device.persistent_id, token)


def has_devices(user: User) -> bool:
    return any(True for _device in devices_for_user(user))


def forget_devices(user: User) -> None:
    """No phone, no codes: sessions that they verified are so no longer."""
    for model in (TOTPDevice, StaticDevice):
        model.objects.filter(user=user).delete()
