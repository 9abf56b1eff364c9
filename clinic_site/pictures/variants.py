"""
The smaller files of a picture, from which a browser chooses: WebP and JPEG in four widths.

A thread makes them once the answer to whoever sent the picture is under way.
Until then pages show the master. Publishing makes what is missing: a process
that ends too soon costs nothing but time.
"""

import logging
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from PIL import Image

from .models import Picture, new_name

logger = logging.getLogger(__name__)

ENCODED = {
    "webp": {"format": "WEBP", "quality": 78, "method": 4},
    "jpg": {"format": "JPEG", "quality": 80, "progressive": True, "optimize": True},
}

making = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")


def begin(pk: int) -> None:
    """Make the files of a picture soon, in this process, without being waited for."""
    making.submit(_make_in_thread, pk)


def _make_in_thread(pk: int) -> None:
    try:
        make_missing(Picture.objects.filter(pk=pk))
    except Exception:  # publishing tries again
        logger.exception("The files of a picture could not be made.")
    finally:
        connection.close()


def make_missing(pictures=None) -> None:
    """Make the files of those pictures that have none; of one that is gone, nothing."""
    pictures = Picture.objects.all() if pictures is None else pictures
    for picture in pictures.filter(variants=""):
        try:
            make(picture)
        except FileNotFoundError:
            continue


def make(picture: Picture) -> None:
    """
    Write the files, then name them in the row, in one conditional UPDATE.

    So nobody reads half a file, and of two that made them at once the later one
    takes its own away. The same holds when the picture was replaced meanwhile.
    """
    with default_storage.open(picture.file.name) as file:
        master = Image.open(BytesIO(file.read()))
    picture.variants = new_name()
    for width in picture.widths():
        size = (width, max(1, round(width * picture.height / picture.width)))
        small = master.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
        for suffix, options in ENCODED.items():
            body = BytesIO()
            small.save(body, **options)
            default_storage.save(picture.variant(width, suffix), ContentFile(body.getvalue()))
    waiting = Picture.objects.filter(pk=picture.pk, file=picture.file.name, variants="")
    if not waiting.update(variants=picture.variants):
        for name in picture.files()[1:]:
            default_storage.delete(name)
