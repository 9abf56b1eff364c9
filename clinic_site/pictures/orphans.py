"""Files that no row names, and rows whose files are gone."""

from collections.abc import Iterator
from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone
from reversion.models import Version

from ..revisions.versions import content_type, read
from .models import FOLDER, Picture

# A form that is being saved has written its file, and its row not yet; and a picture that was
# replaced or deleted by mistake can be had again for a while.
KEPT = timedelta(days=1)


def named_files() -> set[str]:
    """
    Every file that a row needs, or would need if it were put back as it was.

    Editions need none of them: they hold their own copies.
    """
    former = read(Version.objects.filter(content_type=content_type(Picture)))
    return {name for picture in (*Picture.objects.all(), *former) for name in picture.files()}


def stored_files() -> set[str]:
    try:
        _folders, names = default_storage.listdir(FOLDER)
    except FileNotFoundError:  # before the first picture
        return set()
    return {f"{FOLDER}/{name}" for name in names}


def unnamed() -> list[str]:
    """The files that no row names."""
    stored = stored_files()  # first: what is written and named meanwhile is no orphan
    return sorted(stored - named_files())


def gone() -> Iterator[tuple[Picture, list[str]]]:
    """The pictures of which files are missing, with the names of those."""
    stored = stored_files()
    for picture in Picture.objects.all():
        if missing := [name for name in picture.files() if name not in stored]:
            yield picture, missing


def remove(names: list[str]) -> list[str]:
    """Delete those files that are older than a day; returns their names."""
    until = timezone.now() - KEPT
    old = [name for name in names if default_storage.get_modified_time(name) < until]
    for name in old:
        default_storage.delete(name)
    return old
