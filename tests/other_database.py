"""A new, empty database in the place of the tests' own, to migrate up and down."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import connections

from .site_template import ON_POSTGRESQL, on_server


@contextmanager
def empty_database(folder: Path) -> Iterator[None]:
    """What Django does meanwhile, in this thread, it does there."""
    name = f"empty_{uuid4().hex}"
    if ON_POSTGRESQL:
        on_server(f"CREATE DATABASE {name}")
    usual = connections["default"]
    other = usual.copy()
    other.settings_dict["NAME"] = name if ON_POSTGRESQL else f"{folder}/{name}"
    connections["default"] = other
    ContentType.objects.clear_cache()
    try:
        yield
    finally:
        other.close()
        connections["default"] = usual
        ContentType.objects.clear_cache()
        if ON_POSTGRESQL:
            on_server(f"DROP DATABASE {name} WITH (FORCE)")
