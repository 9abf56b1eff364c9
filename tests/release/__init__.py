"""
The previous release, from whose database this version is tried.

A release is the commit whose database and edition are kept here, as its own code wrote them
(`content.py`): which migrations were applied, every row, and the archive. An empty database is
migrated to exactly those migrations and filled, on SQLite and on PostgreSQL alike.
"""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.apps.registry import Apps
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from clinic_site.editions.models import Edition, archives

ROWS, ARCHIVE = (Path(__file__).with_name(name) for name in ("rows.json.gz", "edition.zip"))
Key = tuple[str, str]  # of a migration: the app's label, the migration's name
Rows = dict[str, list[dict]]  # by model: its rows by column, as JSON has them


class Release(NamedTuple):
    day: str
    commit: str
    migrations: list[Key]
    rows: Rows

    def known(self, loader: MigrationLoader) -> list[Key]:
        """Its migrations, in their order, as `loader` has them: some may be squashed by now."""
        mine = set(self.migrations)
        return [
            key
            for key in in_order(loader)
            if key in mine or mine.issuperset(loader.graph.nodes[key].replaces or [key])
        ]

    def targets(self, loader: MigrationLoader) -> list[tuple[str, str | None]]:
        """Its last migration of each app; none of apps that came later."""
        newest = {app: None for app, _name in loader.graph.leaf_nodes()}
        return list({**newest, **dict(self.known(loader))}.items())


def in_order(loader: MigrationLoader) -> list[Key]:
    """All migrations, in an order in which they can be applied."""
    leaves = loader.graph.leaf_nodes()
    return list(dict.fromkeys(key for leaf in leaves for key in loader.graph.forwards_plan(leaf)))


def previous() -> Release:
    """Its code runs while the code at hand is being installed."""
    kept = json.loads(gzip.decompress(ROWS.read_bytes()))
    return Release(**{**kept, "migrations": [tuple(key) for key in kept["migrations"]]})


def keep(day: str, commit: str) -> None:
    """Write the database as it is."""
    loader = MigrationLoader(connection)
    rows = rows_of(loader.project_state().apps)
    release = Release(day, commit, in_order(loader), rows)
    text = json.dumps(release._asdict(), ensure_ascii=False)
    ROWS.write_bytes(gzip.compress(text.encode(), mtime=0))
    with Edition.objects.get().archive.open() as archive:
        ARCHIVE.write_bytes(archive.read())


def load(release: Release) -> None:
    """Fill the empty database with the release, and put its edition where editions are kept."""
    executor = MigrationExecutor(connection)
    executor.migrate([target for target in release.targets(executor.loader) if target[1]])
    state = executor.loader.project_state(release.known(executor.loader))
    with transaction.atomic(), connection.constraint_checks_disabled():
        for model in tables(state.apps):
            model._base_manager.all().delete()  # what migrations have put there
        for model in tables(state.apps):
            for row in release.rows[model._meta.label_lower]:
                fields = {field.attname: field for field in model._meta.concrete_fields}
                given = {name: fields[name].to_python(value) for name, value in row.items()}
                model(**given).save_base(raw=True, force_insert=True)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables(state.apps))):
            cursor.execute(statement)
    ContentType.objects.clear_cache()
    (edition,) = release.rows["editions.edition"]
    if not archives().exists(edition["archive"]):
        archives().save(edition["archive"], ContentFile(ARCHIVE.read_bytes()))


def tables(apps: Apps) -> Iterator[type]:
    """The models of `apps` that have a table of their own."""
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.proxy and model._meta.managed:
            yield model


def rows_of(apps: Apps) -> Rows:
    """What the database holds, by the models of `apps`."""
    return {model._meta.label_lower: list(rows_of_table(model)) for model in tables(apps)}


def rows_of_table(model: type) -> Iterator[dict]:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    for row in model._base_manager.order_by("pk").values(*fields):
        yield {name: plain(fields[name].get_prep_value(value)) for name, value in row.items()}


def plain(value):
    """As JSON has it, to the microsecond."""
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
