"""The files that pages need, kept with them: stylesheet, font, script and pictures."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.templatetags.static import static

from .archive import write_page
from .links import assets

# Browsers ask for the icon, messengers for what a page names in its head: none is loaded by it.
ALWAYS = ["icon.svg", "share/fr.png", "share/en.png"]


def gather(pages: dict[str, bytes], folder: Path) -> set[str]:
    """
    Copy what `pages` (contents by address) load, and what that loads, into `folder`.

    Returns the addresses of files that are gone.
    """
    gone, seen = set(), set()
    waiting = {static(name) for name in ALWAYS}
    for address, body in pages.items():
        waiting |= assets(body.decode(), address)
    while waiting:
        address = waiting.pop()
        seen.add(address)
        if (folder / address[1:]).exists():
            continue
        try:
            body = read_kept(address)
        except (FileNotFoundError, IsADirectoryError, SuspiciousOperation):
            gone.add(address)
            continue
        write_page(folder, address[1:], body)
        if address.endswith(".css"):
            waiting |= assets(body.decode(), address) - seen
    return gone


def read_kept(address: str) -> bytes:
    """The file at `address`, below /static/ or /media/."""
    if address.startswith(settings.MEDIA_URL):
        storage, name = default_storage, address.removeprefix(settings.MEDIA_URL)
    else:
        storage, name = staticfiles_storage, address.removeprefix(settings.STATIC_URL)
    with storage.open(name) as file:
        return file.read()
