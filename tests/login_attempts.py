"""Somebody who tries a password, from some address."""

from django.test import Client
from django.utils import timezone

LOGIN = "/admin/login/"
HOME, ELSEWHERE = "192.0.2.1", "198.51.100.7"


def attempt(username="claire", password="wrong", address=HOME, language="en"):
    return Client().post(
        LOGIN,
        {"username": username, "password": password},
        REMOTE_ADDR=address,
        headers={"accept-language": language, "user-agent": timezone.now().isoformat()},
    )
