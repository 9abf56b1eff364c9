"""A restore that ends in the middle, as by a power cut, is finished by running it again."""

import signal
from pathlib import Path

import pytest

from .backups import files, ran, rows, site_to_back_up
from .site_template import ON_POSTGRESQL
from .test_backups_replaced import changed, replaced_names

DIE_AFTER = """
import os, signal
from pathlib import Path
from django.core.management import call_command
from clinic_site.backups import postgresql, storage

did = {place}
def last(*args, **options):
    did(*args, **options)
    os.kill(os.getpid(), signal.SIGKILL)

{place} = last
call_command("restore", Path("{file}"), replace=True, interactive=False)
"""
PUT_ASIDE = "postgresql.move" if ON_POSTGRESQL else "Path.rename"
MOMENTS = {"the first file is back": "storage.put_back", "the database is gone": PUT_ASIDE}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_restore_that_was_killed_is_finished_by_the_next(tmp_path, moment):
    with site_to_back_up(tmp_path) as site:
        file, former_rows, former_files = changed(site)
        script = DIE_AFTER.format(place=MOMENTS[moment], file=file)
        killed = site.begin("shell", "-v", "0", "-c", script)
        said = killed.communicate()
        assert killed.returncode == -signal.SIGKILL, said

        told = ran(site, "restore", str(file), "--replace", "--no-input")

        assert (told.returncode, told.stderr) == (0, "")
        assert rows(site) == former_rows
        assert former_files.items() <= files(site).items()
        assert replaced_names(site, "practice_practice") == [("After the backup",)]
        beside = site.temporary if ON_POSTGRESQL else Path(site.database.name).parent
        assert [*beside.glob(".unfinished-*")] == []
