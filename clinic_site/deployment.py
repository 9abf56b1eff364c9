"""What is wrong with this machine, point by point: what `manage.py deploycheck` says."""

import os
import secrets
import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from .attention import BACKUP_EVERY
from .backups.kept import last_good
from .editions.serving import current
from .health import look
from .readiness import Check

OTHERS = stat.S_IRWXO


def all_checks() -> Iterator[Check]:
    """All but what the web server answers, which clinic_site/front.py asks."""
    yield from of_settings()
    yield of_alerts()
    yield of_env_file()
    for name, folder in private_folders().items():
        yield of_folder(name, folder, is_private=True)
    yield of_folder("EDITIONS_ROOT", settings.EDITIONS_ROOT, is_private=False)
    if settings.HAS_BUCKET:
        yield of_bucket()
    current.load_last()
    yield from look()
    yield of_backups()
    yield from of_services()
    yield from of_time_service()


def of_settings() -> Iterator[Check]:
    yield Check("SITE_URL", settings.SITE_URL, settings.HTTPS)
    yield Check("DEBUG", str(settings.DEBUG), not settings.DEBUG)
    yield Check("BEHIND_PROXY", str(settings.BEHIND_PROXY), settings.BEHIND_PROXY)
    found = [
        message
        for message in checks.run_checks(include_deployment_checks=True)
        if message.level >= checks.WARNING and not message.is_silenced()
    ]
    said = " ".join(f"{message.id}: {message.msg}" for message in found)
    yield Check("check --deploy", said or "no issue", not found)


def of_alerts() -> Check:
    to = settings.ALERT_EMAIL
    return Check("ALERT_EMAIL", to or "not set: nobody is told of what goes wrong", bool(to))


def of_env_file() -> Check:
    """It holds the secret key and passwords: root writes it, the site's group reads it."""
    file = Path(os.environ.get("ENV_FILE", settings.BASE_DIR / "var" / "env"))
    if not file.is_file():
        return Check("ENV_FILE", f"{file} is not there", False)
    mode = stat.S_IMODE(file.stat().st_mode)
    return Check("ENV_FILE", f"{file} has {mode:04o}", not mode & (OTHERS | stat.S_IWGRP))


def private_folders() -> dict[str, Path]:
    """Those that hold what nobody but the site reads."""
    folders = {"BACKUPS_ROOT": settings.BACKUPS_ROOT}
    if not settings.HAS_BUCKET:
        folders |= {"MEDIA_ROOT": settings.MEDIA_ROOT, "ARCHIVES_ROOT": settings.ARCHIVES_ROOT}
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        file = database["NAME"].removeprefix("file://").partition("?")[0]
        folders["DATABASE_URL"] = Path(file).parent
    return folders


def of_folder(name: str, folder: Path, *, is_private: bool) -> Check:
    if not folder.is_dir():
        return Check(name, f"{folder} is not there", False)
    mode = stat.S_IMODE(folder.stat().st_mode)
    is_open = bool(mode & OTHERS) if is_private else bool(mode & stat.S_IWOTH)
    is_writable = os.access(folder, os.R_OK | os.W_OK | os.X_OK)
    found = f"{folder} has {mode:04o}" + ("" if is_writable else " and cannot be written")
    return Check(name, found, is_writable and not is_open)


def of_bucket() -> Check:
    """Both of its folders, for rights may differ: all that the site does there, and no more."""
    name, content = f"check-{secrets.token_hex(8)}", secrets.token_bytes(64)
    try:
        for storage in (storages["default"], storages["editions"]):
            storage.save(name, ContentFile(content))
            with storage.open(name) as file:
                is_as_written = file.read() == content
            is_listed, is_public = name in storage.listdir("")[1], storage.is_public(name)
            storage.delete(name)
            if is_public:
                return Check("bucket", "anybody can read it", False)
            if not (is_as_written and is_listed):
                return Check("bucket", "answers something else than was stored", False)
            if storage.exists(name):
                return Check("bucket", "keeps what is deleted", False)
    except OSError as error:
        return Check("bucket", str(error), False)
    return Check("bucket", "stores, lists, reads and deletes", True)


def of_backups() -> Check:
    last = last_good()
    if last is None:
        return Check("backup", f"none in {settings.BACKUPS_ROOT}", False)
    age = timezone.now() - last
    return Check("backup", f"the last is of {last:%Y-%m-%d %H:%M}", age < BACKUP_EVERY)


def of_services() -> Iterator[Check]:
    """Whether all that starts with the machine is running; systemd knows, where there is one."""
    asked = ["list-unit-files", "--state=enabled", "--no-legend", "clinic-*"]
    names = [line.split()[0] for line in (said_by("systemctl", *asked) or "").splitlines()]
    if names:
        states = said_by("systemctl", "is-active", *names).splitlines()
        pairs = zip(names, states, strict=False)
        wrong = [f"{name} is {state}" for name, state in pairs if state != "active"]
        yield Check("services", ", ".join(wrong) or f"{len(names)} are active", not wrong)


def of_time_service() -> Iterator[Check]:
    """Whether a time server has set the clock; systemd knows that as well."""
    said = said_by("timedatectl", "show", "--property=NTPSynchronized", "--value")
    if said is not None:
        yield Check("time server", f"synchronised: {said or 'unknown'}", said == "yes")


def said_by(name: str, *arguments: str) -> str | None:
    """What a program of systemd's answers; None where there is none."""
    if not (program := shutil.which(name)):
        return None
    asked = [program, *arguments]
    return subprocess.run(asked, capture_output=True, text=True, timeout=10).stdout.strip()
