"""Backups of a whole site, put back elsewhere: every row and every file as it was."""

import stat

from .backups import back_up, empty_machine, files, ran, rows, site_to_back_up


def test_a_backup_brings_back_every_row_and_every_file_elsewhere(tmp_path):
    with site_to_back_up(tmp_path) as site, empty_machine(tmp_path) as elsewhere:
        file = back_up(site)

        elsewhere.manage("restore", str(file))

        assert rows(elsewhere) == rows(site)
        assert files(elsewhere) == files(site)
        assert {"procedures_fact", "editions_edition"} < rows(site).keys()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_backup_of_an_older_version_is_put_back_and_the_missing_migration_is_told(tmp_path):
    last = "(SELECT max(id) FROM django_migrations WHERE app = 'sessions')"
    with site_to_back_up(tmp_path) as site, empty_machine(tmp_path) as elsewhere:
        site.database.sql(f"DELETE FROM django_migrations WHERE id = {last}")
        file = back_up(site)

        told = ran(elsewhere, "restore", str(file))

        assert (told.returncode, told.stderr) == (0, "")
        assert "Run `migrate` before it is served; migrations to run: 1.\n" in told.stdout
