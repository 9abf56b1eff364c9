"""
Decodes a picture that somebody sent, and writes it anew as a JPEG.

Run as `python -m clinic_site.pictures.reencode KIND`, it reads the file from
its standard input and answers with the JPEG, or with the word for a refusal.
It is a process of its own, without Django, the database or a secret: what a
hostile file does to a decoder ends with it, and so does the memory that a
large picture needs.
"""

import resource
import sys
import warnings
from io import BytesIO
from struct import error as StructError

from PIL import Image, ImageCms, ImageOps

MAX_PIXELS = 40_000_000
SIDE = 2560  # pixels: as sharp as a page can show, and all that is kept
QUALITY = 90
MAX_MEMORY = 1 << 30  # bytes; 40 megapixels need 250 MB, and as WebP up to 700
MAX_SECONDS = 60
REFUSED = 3  # exit code

ORIENTATION = 0x0112  # of EXIF
COLOURS = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK"}  # what a profile speaks of, and our mode


class Refused(Exception):
    """The picture cannot be used: "pixels", "animated" or "damaged"."""


def reencoded(data: bytes, kind: str) -> bytes:
    """
    The picture upright, in sRGB, on white where it was transparent, and nothing but the picture.

    `kind` is "JPEG", "PNG" or "WEBP": no other decoder is asked. Raises Refused.
    """
    try:
        picture = Image.open(BytesIO(data), formats=[kind])
        # A phone's JPEG may hold more, such as a map of depths: the first is the photograph.
        if kind != "JPEG" and getattr(picture, "is_animated", False):
            raise Refused("animated")
        profile, orientation = picture.info.get("icc_profile"), orientation_of(picture)
        picture = in_srgb(small(picture), profile)
    except Image.DecompressionBombError:
        raise Refused("pixels") from None
    except (OSError, SyntaxError, ValueError, EOFError, StructError, MemoryError):
        raise Refused("damaged") from None
    picture.info = {}  # a JPEG's comment would be written again
    picture.getexif()[ORIENTATION] = orientation
    upright = ImageOps.exif_transpose(picture)
    file = BytesIO()
    upright.save(file, "JPEG", quality=QUALITY, progressive=True, optimize=True, exif=b"")
    return file.getvalue()


def orientation_of(picture: Image.Image) -> int:
    try:
        return picture.getexif().get(ORIENTATION, 1)
    except Exception:  # whatever is wrong with notes about a picture, it can be shown
        return 1


def small(picture: Image.Image) -> Image.Image:
    """The picture in a mode that colours can be converted from, at most `SIDE` wide and high."""
    if picture.has_transparency_data:
        picture = picture if picture.mode == "RGBA" else picture.convert("RGBA")
        picture.thumbnail((SIDE, SIDE), reducing_gap=2.0)
        flat = Image.new("RGB", picture.size, "white")
        flat.paste(picture, mask=picture.getchannel("A"))
        return flat
    if picture.mode.startswith("I"):  # 16 bits: converting alone would cut off all that is bright
        picture = picture.point(lambda value: value / 256).convert("L")
    elif picture.mode not in COLOURS.values():
        picture = picture.convert("L" if picture.mode == "1" else "RGB")
    picture.thumbnail((SIDE, SIDE), reducing_gap=2.0)  # of a JPEG, decodes no more than it needs
    picture.load()
    return picture


def in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as the profile means them; one that is damaged or of another kind is left aside."""
    try:
        source = ImageCms.getOpenProfile(BytesIO(profile or b""))
        if COLOURS[source.profile.xcolor_space] == picture.mode:
            intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
            srgb = ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(picture, source, srgb, intent, "RGB")
    except (ImageCms.PyCMSError, OSError, KeyError):
        pass
    return picture.convert("RGB")


def main(kind: str) -> int:
    # Pillow refuses twice its own limit, from the header, before it decodes or makes room.
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS // 2
    warnings.simplefilter("ignore", Image.DecompressionBombWarning)
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    try:
        sys.stdout.buffer.write(reencoded(sys.stdin.buffer.read(), kind))
    except Refused as refusal:
        print(refusal, end="")
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
