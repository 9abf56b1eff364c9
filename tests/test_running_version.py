"""No migration since the previous release breaks the code of that release."""

import pytest
from django.contrib.postgres.operations import CreateExtension
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration
from django.db.models import UniqueConstraint

from .release import previous
from .running_version import BESIDE, LATER, NO_VALUE, OLD_ROWS, UNREAD, refused

# Migrations since the previous release that are refused and harmless all the same: why its code
# bears them, by "app.name". The next release empties it.
BORNE: dict[str, str] = {}


def test_every_migration_since_the_release_leaves_its_code_running():
    found = refused(previous(), MigrationLoader(None))

    assert {name: faults for name, faults in found.items() if name not in BORNE} == {}
    assert [name for name in BORNE if name not in found] == []


def field(kind=models.CharField, **options) -> models.Field:
    return kind(**({"max_length": 100} if kind is models.CharField else {}) | options)


def add(name="extra", **options) -> migrations.AddField:
    return migrations.AddField("enquiry", name, field(**options))


def alter(name="name", **options) -> migrations.AlterField:
    return migrations.AlterField("enquiry", name, field(**options))


def in_state(*operations):
    return migrations.SeparateDatabaseAndState(state_operations=operations)


def in_database(*operations):
    return migrations.SeparateDatabaseAndState(database_operations=operations)


unique = UniqueConstraint(fields=["email"], name="once")
new_table = migrations.CreateModel("Extra", [("id", models.BigAutoField(primary_key=True))])


@pytest.mark.parametrize(
    ("operations", "fault"),
    [
        ([migrations.RemoveField("enquiry", "name")], LATER),
        ([in_database(migrations.RemoveField("enquiry", "name"))], LATER),
        ([migrations.DeleteModel("Sender")], LATER),
        ([migrations.RenameField("enquiry", "name", "called")], BESIDE),
        ([migrations.RenameModel("Sender", "From")], BESIDE),
        ([migrations.AlterModelTable("enquiry", "letters")], BESIDE),
        ([add()], NO_VALUE),
        ([add(default="")], NO_VALUE),
        ([add(kind=models.BooleanField, default=False)], NO_VALUE),
        ([add(db_default="", unique=True)], OLD_ROWS),
        ([add(null=True), alter("extra")], OLD_ROWS),
        ([add(db_default=""), alter("extra")], NO_VALUE),
        ([alter("answered_at", kind=models.DateTimeField)], OLD_ROWS),
        ([alter(max_length=99)], OLD_ROWS),
        ([alter(unique=True)], OLD_ROWS),
        ([alter(kind=models.TextField)], BESIDE),
        ([alter(db_column="called")], BESIDE),
        ([migrations.AddConstraint("enquiry", unique)], OLD_ROWS),
        ([migrations.AlterUniqueTogether("enquiry", {("name", "email")})], OLD_ROWS),
        ([migrations.AlterOrderWithRespectTo("message", "enquiry")], NO_VALUE),
        ([migrations.RunSQL("SELECT 1")], UNREAD),
        ([CreateExtension("enquiry")], UNREAD),
        ([migrations.RunPython(migrations.RunPython.noop)], UNREAD),
    ],
)
def test_what_old_code_cannot_bear_is_refused(operations, fault):
    (said,) = faults(operations)

    assert said == f"{deepest(operations[-1]).describe()}. {fault}"


@pytest.mark.parametrize(
    "operations",
    [
        [add(null=True)],
        [add(null=True, unique=True)],
        [add(db_default="")],
        [add(kind=models.BooleanField, db_default=False, default=False)],
        [add(null=True), migrations.RemoveField("enquiry", "extra")],
        [add(null=True), migrations.RenameField("enquiry", "extra", "other")],
        [alter(max_length=200, help_text="Longer.", db_index=True)],
        [alter(kind=models.EmailField, max_length=100)],
        [alter(null=True)],
        [alter(db_default="")],
        [in_database(alter(null=True)), in_state(migrations.RemoveField("enquiry", "name"))],
        [in_state(add()), migrations.RemoveField("enquiry", "extra")],
        [in_state(new_table), migrations.DeleteModel("Extra")],
        [new_table, migrations.AddField("extra", "text", models.TextField())],
        [migrations.AddIndex("enquiry", models.Index(fields=["email"], name="by_email"))],
        [migrations.AlterModelOptions("enquiry", {"ordering": ["pk"]})],
    ],
)
def test_what_old_code_need_not_know_of_is_not(operations):
    assert faults(operations) == []


def faults(operations: list) -> list[str]:
    """What is said of a migration of these operations, in the app of enquiries."""
    loader = MigrationLoader(None)
    (last,) = loader.graph.leaf_nodes("contact")
    migration = Migration("9999_tried", "contact")
    migration.operations = operations
    loader.graph.add_node(("contact", migration.name), migration)
    loader.graph.add_dependency(migration, ("contact", migration.name), last)
    return refused(previous(), loader).get("contact.9999_tried", [])


def deepest(operation):
    inner = getattr(operation, "database_operations", [])
    return deepest(inner[-1]) if inner else operation
