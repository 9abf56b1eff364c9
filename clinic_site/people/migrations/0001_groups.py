"""
The groups of `roles.py`. Their rights are given after each `migrate`, for
permissions do not exist yet while migrations run.
"""

from django.db import migrations

ROLES = ["Editors", "Publishers", "Reception", "Owners"]


def make(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    for name in ROLES:
        groups.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
