"""What `manage.py deploycheck` finds wrong with a machine."""

import os
import shutil
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from clinic_site.backups.kept import checksum_of, name_for
from clinic_site.front import FROM_DISK

from .deployed_site import deployed_site
from .site_process import wait_until
from .site_template import ON_POSTGRESQL

# As it answers on a machine whose relay somebody has stopped.
SYSTEMCTL = """#!/bin/sh
case "$*" in
  list-unit-files*) printf '%s enabled enabled\\n' clinic-relay.service clinic-web.socket ;;
  *) printf '%s\\n' inactive active; exit 3 ;;
esac
"""


@pytest.fixture(scope="module")
def site():
    """A machine where all is right, but for the clock's service, which a test cannot ask."""
    with deployed_site() as site:
        private = site.folder / "private"
        environment = site.root / "etc/clinic/env"
        for folder in (private / "media", private / "backups"):
            folder.mkdir(parents=True, mode=0o700)
        site.archives.chmod(0o700)
        if not ON_POSTGRESQL:
            (private / "database").mkdir(mode=0o700)
            copy = shutil.copy(site.database.name, private / "database" / "db")
            site.environment["DATABASE_URL"] = f"sqlite:///{copy}"
        environment.write_text("")
        environment.chmod(0o640)
        make_backup(site, timezone.now())
        site.environment |= {
            "ENV_FILE": str(environment),
            "SECRET_KEY": "".join(chr(37 + number) for number in range(80)),
            "ALERT_EMAIL": "operator@clinic.example",
            "MEDIA_ROOT": str(private / "media"),
            "BACKUPS_ROOT": str(private / "backups"),
            "SSL_CERT_FILE": str(site.certificate),
            "PATH": str(private),  # no timedatectl
        }
        del site.environment["DJANGO_ALLOW_ASYNC_UNSAFE"]  # for Playwright, in tests
        wait_until(lambda: (site.copies / "current").exists())
        yield site


def make_backup(site, moment: datetime) -> None:
    """As if one had been made and read again, and no other."""
    folder = site.folder / "private" / "backups"
    for file in folder.iterdir():
        file.unlink()
    file = folder / name_for(moment.astimezone(UTC))
    file.touch()
    checksum_of(file).touch()


def said_of(site, **environment: str) -> tuple[int, list[str]]:
    site_environment, site.environment = site.environment, site.environment | environment
    try:
        process = site.begin("deploycheck", "--front", f"127.0.0.1:{site.port}")
        said = process.communicate()[0]
    finally:
        site.environment = site_environment
    return process.returncode, said.splitlines()


def wrong(site, **environment: str) -> list[str]:
    status, lines = said_of(site, **environment)
    assert status == 1
    return [line.removeprefix("WRONG ") for line in lines if line.startswith("WRONG")]


def test_a_machine_as_the_guide_sets_it_up_is_right(site):
    status, lines = said_of(site)

    names = [line.removeprefix("ok ").partition(":")[0] for line in lines[:-1]]
    assert [line for line in lines if line.startswith("WRONG")] == []
    assert (status, lines[-1]) == (0, "All is right.")
    assert {*names} >= {
        *("SITE_URL", "DEBUG", "BEHIND_PROXY", "check --deploy", "ENV_FILE", "MEDIA_ROOT"),
        *("BACKUPS_ROOT", "ARCHIVES_ROOT", "EDITIONS_ROOT", "edition", "disk", "database"),
        *("clock", "migrations", "messages", "backup", "certificate", "https", "headers"),
        *("page", "nginx", "gunicorn"),
    }


def test_each_fault_is_named_and_the_others_are_looked_for_all_the_same(site):
    """Several at once: a run takes two seconds."""
    private = site.folder / "private"
    make_backup(site, timezone.now() - timedelta(hours=40))
    (private / "media").chmod(0o755)
    environment = site.root / "etc/clinic/env"
    environment.chmod(0o644)
    systemctl = private / "systemctl"
    systemctl.write_text(SYSTEMCTL)
    systemctl.chmod(0o755)
    try:
        found = wrong(site, DEBUG="true", BEHIND_PROXY="false", ALERT_EMAIL="")
    finally:
        systemctl.unlink()
        environment.chmod(0o640)
        (private / "media").chmod(0o700)
        make_backup(site, timezone.now())

    assert [line.partition(":")[0] for line in found] == [
        *("DEBUG", "BEHIND_PROXY", "check --deploy", "ALERT_EMAIL", "ENV_FILE", "MEDIA_ROOT"),
        *("backup", "services"),
    ]
    assert found[4] == f"ENV_FILE: {environment} has 0644"
    assert found[-1] == "services: clinic-relay.service is inactive"


def test_a_certificate_that_browsers_refuse_is_named(site):
    (line,) = wrong(site, SSL_CERT_FILE=os.devnull)

    assert line.startswith("https: SSLCertVerificationError")


def is_from_disk(site) -> bool:
    return bool(FROM_DISK.fullmatch(site.get("/fr/").headers["ETag"]))


def test_a_front_that_does_not_read_the_disk_is_named(site):
    """As when nginx was not told of the folder: Django answers, and nobody notices."""
    with site.changed("routes.conf", "current/pages", "gone", lambda: not is_from_disk(site)):
        found = wrong(site)

    assert found == ["nginx: serves pages not from the disk"]


def test_a_front_that_changes_a_header_is_named(site):
    def is_changed() -> bool:
        return site.get("/fr/").headers["X-Frame-Options"] != "DENY"

    with site.changed("headers.conf", '"DENY"', '"SAMEORIGIN"', is_changed):
        found = wrong(site)

    assert found == ["headers: not as they should be: ['X-Frame-Options']"]


def test_a_front_that_serves_another_page_than_the_disks_is_named(site):
    page = site.copies / "current/pages/fr/index.html"
    before = page.read_bytes()
    other = site.copies.parent / "other"
    (other / "fr").mkdir(parents=True)
    (other / "fr/index.html").write_bytes(before + b"<!-- old -->")
    folder = f"{site.copies}/current/pages"

    def is_changed() -> bool:
        return site.get("/fr/").content != before

    with site.changed("routes.conf", folder, str(other), is_changed):
        found = wrong(site)

    assert found == ["page: another one than on the disk"]
