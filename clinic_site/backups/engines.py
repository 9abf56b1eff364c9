"""The module that copies and loads the kind of database that the settings name."""

from types import ModuleType

from django.db import connection

from . import postgresql, sqlite
from .failure import Failed
from .manifest import Manifest

ENGINES = {"sqlite": sqlite, "postgresql": postgresql}


def engine() -> ModuleType:
    return ENGINES[connection.vendor]


def refuse_other(manifest: Manifest) -> None:
    """Raises Failed where the backup is of another kind of database than the configured one."""
    if manifest.engine != connection.vendor:
        raise Failed(
            f"The backup is of {manifest.engine}, and DATABASE_URL names {connection.vendor}: "
            "restore it where the database is of the same kind."
        )
