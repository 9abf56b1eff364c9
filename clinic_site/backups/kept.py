"""The backups in BACKUPS_ROOT, by their names: when each was made, and whether it is whole."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from .thinning import worth_keeping

STAMP = "%Y%m%d-%H%M%S"
NAME = re.compile(r"clinic-(\d{8}-\d{6})Z(-incomplete)?\.tar\.gz(?:\.age|\.gpg)?")
CHECKSUM = ".sha256"  # as `sha256sum --check` reads it


class Backup(NamedTuple):
    path: Path
    made_at: datetime
    is_complete: bool

    @property
    def checksum(self) -> Path:
        return checksum_of(self.path)


def checksum_of(path: Path) -> Path:
    return path.with_name(path.name + CHECKSUM)


def name_for(moment: datetime, suffix: str = "", *, is_complete: bool = True) -> str:
    return f"clinic-{moment:{STAMP}}Z{'' if is_complete else '-incomplete'}.tar.gz{suffix}"


def backups() -> list[Backup]:
    """All that bear the name of a backup, the newest first; nothing else in the folder counts."""
    found = []
    for path in settings.BACKUPS_ROOT.glob("clinic-*"):
        if match := NAME.fullmatch(path.name):
            made_at = datetime.strptime(match[1], STAMP).replace(tzinfo=UTC)
            found.append(Backup(path, made_at, match[2] is None))
    return sorted(found, key=lambda backup: backup.made_at, reverse=True)


def last_good() -> datetime | None:
    """
    When the last backup was made that is complete and was verified.

    The checksum stands beside a backup only once it was read again and found right.
    """
    good = (backup for backup in backups() if backup.is_complete and backup.checksum.is_file())
    return next((backup.made_at for backup in good), None)


def thin() -> list[str]:
    """Remove the old ones; those that lack files never push out a complete one."""
    removed = []
    for is_complete in (True, False):
        alike = [backup for backup in backups() if backup.is_complete == is_complete]
        kept = worth_keeping(backup.made_at for backup in alike)
        for backup in alike:
            if backup.made_at not in kept:
                backup.path.unlink()
                backup.checksum.unlink(missing_ok=True)
                removed.append(backup.path.name)
    return removed
