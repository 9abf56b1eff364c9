"""
What the code of the previous release cannot bear of a migration, while it is still running.

Several machines, and the workers of one, take up a new version one after the other: in between,
old code works on the new database. So a release only adds what old code need not know of
(expand), and takes away what the code before no longer uses (contract). Read are the operations,
and the models before them and in the previous release; what cannot be read (data, SQL) is refused.
"""

from collections.abc import Iterator

from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.fields import FieldOperation
from django.db.migrations.operations.models import IndexOperation, ModelOperation
from django.db.migrations.state import ProjectState

from .release import Release, in_order

LATER = (
    "Take it out of the models alone (state_operations of SeparateDatabaseAndState), when the "
    "database can fill it by itself; remove it from the database one release later."
)
BESIDE = "Add another beside it, fill both, and remove this one in later releases."
NO_VALUE = "Old code gives it no value: allow null, or give it a db_default."
OLD_ROWS = (
    "Old code may write what breaks it: let this release's code keep to it, add it in the next."
)
UNREAD = "What it does to old code cannot be read here: say why it does nothing in BORNE."

HARMLESS = (
    migrations.CreateModel,
    migrations.AddIndex,
    migrations.RemoveIndex,
    migrations.RenameIndex,
    migrations.RemoveConstraint,
    migrations.AlterConstraint,
    migrations.AlterIndexTogether,
    migrations.AlterModelManagers,
    migrations.AlterModelOptions,
    migrations.AlterModelTableComment,
)
# Of a field, what the database does not know, beside Django's own list, and what may change freely.
FREE = {*models.Field.non_db_attrs, "default", "auto_now", "auto_now_add", "db_comment", "db_index"}
FREE.remove("db_column")


def refused(release: Release, loader: MigrationLoader) -> dict[str, list[str]]:
    """By migration since the release, in their order: what must not be, and what to do instead."""
    known, found = release.known(loader), {}
    old = loader.project_state(known)
    state = old.clone()
    for key in in_order(loader):
        if key in known:
            continue
        migration = loader.graph.nodes[key]
        faults = list(faults_of(migration.operations, key[0], state, old))
        if faults:
            found[".".join(key)] = faults
    return found


def faults_of(
    operations: list[Operation], app: str, state: ProjectState, old: ProjectState
) -> Iterator[str]:
    """Moves `state` on to what it is after the operations."""
    for operation in operations:
        if isinstance(operation, migrations.SeparateDatabaseAndState):
            inner = operation.database_operations
            yield from faults_of(inner, app, state.clone(), old)
        elif fault := fault_of(operation, app, state, old):
            yield f"{operation.describe()}. {fault}"
        operation.state_forwards(app, state)


def fault_of(operation: Operation, app: str, state: ProjectState, old: ProjectState) -> str:
    """A sentence that says what to do instead, or nothing."""
    if isinstance(operation, HARMLESS):
        return ""
    if not isinstance(operation, ModelOperation | FieldOperation | IndexOperation):
        return UNREAD
    names = (getattr(operation, name, "") for name in ("model_name", "old_name", "name"))
    model = (app, next(filter(None, names)).lower())
    if model not in old.models:
        return ""  # a table that old code does not know
    match operation:
        case migrations.AddField():
            return fault_of_new(operation.field)
        case migrations.AlterField():
            before = state.models[model].fields[operation.name]
            return fault_of_change(before, operation.field)
        case migrations.RemoveField():
            return LATER if operation.name in old.models[model].fields else ""
        case migrations.RenameField():
            return BESIDE if operation.old_name in old.models[model].fields else ""
        case migrations.DeleteModel():
            return LATER
        case migrations.RenameModel() | migrations.AlterModelTable():
            return BESIDE
        case migrations.AddConstraint():
            return OLD_ROWS
        case migrations.AlterUniqueTogether():
            before = state.models[model].options.get("unique_together") or set()
            return OLD_ROWS if operation.option_value - before else ""
        case migrations.AlterOrderWithRespectTo():
            return NO_VALUE if operation.order_with_respect_to else LATER
    return UNREAD


def fault_of_new(field: models.Field) -> str:
    if field.many_to_many or field.generated or (field.null and not field.has_db_default()):
        return ""
    if not (field.null or field.has_db_default()):
        return NO_VALUE
    return OLD_ROWS if field.unique else ""


def fault_of_change(before: models.Field, after: models.Field) -> str:
    (was, given), (becomes, told) = (kind_and_options(field) for field in (before, after))
    if was != becomes:
        return BESIDE
    changed = {name for name in given | told if given.get(name) != told.get(name)}
    if before.has_db_default() and not (after.null or after.has_db_default()):
        return NO_VALUE
    if (before.null and not after.null) or (after.unique and not before.unique):
        return OLD_ROWS
    if "max_length" in changed and not is_longer(before.max_length, after.max_length):
        return OLD_ROWS
    return BESIDE if changed - {"null", "unique", "max_length", "db_default"} else ""


def kind_and_options(field: models.Field) -> tuple[str, dict]:
    """An e-mail address is text of a length to the database; its options, but for the free ones."""
    _name, path, _positional, options = field.deconstruct()
    kind = path if field.is_relation else field.get_internal_type()
    return kind, {name: value for name, value in options.items() if name not in FREE}


def is_longer(before: int | None, after: int | None) -> bool:
    return after is None or (before is not None and after > before)
