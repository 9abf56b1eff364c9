"""The stylesheet, font and script that pages need, kept with them: an edition stands by itself."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static

from .archive import write_page
from .links import assets

ALWAYS = ["icon.svg"]  # browsers ask for it, pages need not name it


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
        name = address.removeprefix(settings.STATIC_URL)
        if (folder / address[1:]).exists():
            continue
        try:
            with staticfiles_storage.open(name) as file:
                body = file.read()
        except (FileNotFoundError, IsADirectoryError):
            gone.add(address)
            continue
        write_page(folder, address[1:], body)
        if address.endswith(".css"):
            waiting |= assets(body.decode(), address) - seen
    return gone
