"""What a database holds, in figures: for the manifest, and to see that it has come back."""

from typing import NamedTuple

from django.apps import apps
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from .failure import Failed
from .manifest import Manifest


class State(NamedTuple):
    """`rows`: how many each table holds. `migrations`: those applied, `contact.0001_initial`."""

    rows: dict[str, int]
    migrations: list[str]


def state_of(alias: str = "default") -> State:
    tables = set(connections[alias].introspection.table_names())
    models = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table in tables and not model._meta.proxy
    ]
    rows = {model._meta.db_table: model._base_manager.using(alias).count() for model in models}
    applied = MigrationRecorder(connections[alias]).applied_migrations()
    return State(rows, sorted(f"{app}.{name}" for app, name in applied))


def known_migrations() -> set[str]:
    """Those of the installed version of the site."""
    return {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}


def refuse_newer(manifest: Manifest) -> None:
    """Raises Failed for the rows of a later version, which this one would misread."""
    if unknown := sorted(set(manifest.migrations) - known_migrations()):
        raise Failed(
            "A newer version of the site made it: install that first. "
            f"Unknown here: {', '.join(unknown[:3])}."
        )


def compare(manifest: Manifest, alias: str = "default") -> None:
    """Raises Failed where the database does not hold what the manifest says."""
    state = state_of(alias)
    # Tables of models that this version no longer has are there, and not counted.
    told = {table: manifest.rows.get(table) for table in state.rows}
    if wrong := sorted(table for table in told if told[table] != state.rows[table]):
        raise Failed(f"The rows are not those of the backup, in {', '.join(wrong[:3])}.")
    if state.migrations != sorted(manifest.migrations):
        raise Failed("The schema is not that of the backup.")
