"""Later versions of the site, made from this one: a column comes (expand), and goes (contract)."""

import shutil
from pathlib import Path

from .site_process import ROOT

CONTACT = Path("clinic_site/contact")
LINKED = ["docs", "locale", "procedures", "static", "templates"]

FIELD = 'came_from = models.CharField(max_length=20, db_default="website")'
MANAGER = "    objects = EnquiryQuerySet.as_manager()\n"
STORED = "    enquiry.digest = digest\n"

MIGRATION = """
from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = [("contact", "{previous}")]
    operations = [{operation}]
"""
EXPAND = 'migrations.AddField("enquiry", "came_from", models.{})'.format(FIELD.partition(".")[2])
REMOVE = 'migrations.RemoveField("enquiry", "came_from")'
FORGET = f"migrations.SeparateDatabaseAndState(state_operations=[{REMOVE}])"
DROP = f"migrations.SeparateDatabaseAndState(state_operations=[{EXPAND}]), {REMOVE}"


def install(folder: Path) -> Path:
    """This version, where the guide puts it on a machine below `folder`."""
    code = folder / "srv/clinic"
    shutil.copytree(ROOT / "clinic_site", code / "clinic_site")
    shutil.copy(ROOT / "manage.py", code)
    for name in LINKED:
        (code / name).symlink_to(ROOT / name)
    return code


def add_migration(code: Path, operation: str) -> None:
    folder = code / CONTACT / "migrations"
    previous = max(path.stem for path in folder.glob("0*.py"))
    file = folder / f"{int(previous[:4]) + 1:04}_column.py"
    file.write_text(MIGRATION.format(previous=previous, operation=operation))


def expand(code: Path) -> None:
    """The column is there, and the code writes it."""
    add_migration(code, EXPAND)
    models, intake = code / CONTACT / "models.py", code / CONTACT / "intake.py"
    text = models.read_text()
    assert text.count(MANAGER) == 1
    models.write_text(text.replace(MANAGER, f"    {FIELD}\n\n{MANAGER}"))
    text = intake.read_text()
    assert text.count(STORED) == 1
    intake.write_text(text.replace(STORED, f'{STORED}    enquiry.came_from = "new version"\n'))


def forget(code: Path) -> None:
    """The code names the column no more; in the database it stays."""
    add_migration(code, FORGET)
    for name in ("models.py", "intake.py"):
        shutil.copy(ROOT / CONTACT / name, code / CONTACT / name)


def contract(code: Path) -> None:
    """The column goes."""
    add_migration(code, DROP)
