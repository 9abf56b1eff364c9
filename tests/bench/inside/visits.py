"""What a visit costs."""

import sys
from collections.abc import Callable
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.people import enter


class Cost(NamedTuple):
    queries: int
    calls: int  # of Python functions
    bytes: int


def client_of(user: User) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    return enter(client, user)


def cost(visit: Callable[[], HttpResponse]) -> Cost:
    """The second visit's: the first fills caches."""
    visit()
    calls = 0

    def count(frame, event, argument):
        nonlocal calls
        calls += event == "call"

    with CaptureQueriesContext(connection) as queries:
        sys.setprofile(count)
        try:
            response = visit()
        finally:
            sys.setprofile(None)
    if response.status_code != 200:
        sys.exit(f"An answer was {response.status_code}.")
    return Cost(len(queries), calls, len(response.content))
