"""Pictures for tests, made where they are needed, and what files of pictures hold."""

import re
import struct
import zlib
from io import BytesIO
from struct import pack

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from clinic_site.pictures.intake import take_in
from clinic_site.pictures.models import Picture, new_name
from clinic_site.pictures.variants import make
from clinic_site.practice.models import Page, Practice
from procedures.models import Section

from .builders import bilingual

# Primaries of colour spaces, adapted to D50, and their gamma.
ADOBE_RGB = (
    ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457)),
    2.2,
)
DISPLAY_P3 = (
    ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407)),
    2.2,
)
SRGB_FROM_D50 = ((3.1339, -1.6169, -0.4906), (-0.9788, 1.9161, 0.0335), (0.0719, -0.2290, 1.4052))


def encoded(picture: Image.Image, kind: str = "JPEG", **options) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def jpeg(size=(60, 40), colour="red", **options) -> bytes:
    return encoded(Image.new("RGB", size, colour), **options)


def opened(body: bytes) -> Image.Image:
    picture = Image.open(BytesIO(body))
    picture.load()
    return picture


def upload(body: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body)


def profile(space) -> bytes:
    """An ICC profile of three primaries and a gamma (ICC.1:2001-04, the least that is read)."""
    primaries, gamma = space
    curve = struct.pack(">4sIIH2x", b"curv", 0, 1, round(gamma * 256))
    xyz = [struct.pack(">4sI3i", b"XYZ ", 0, *(round(v * 65536) for v in p)) for p in primaries]
    white = struct.pack(">4sI3i", b"XYZ ", 0, 63190, 65536, 54061)
    names = [b"wtpt", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC"]
    table, body, start = b"", b"", 128 + 4 + 12 * len(names)
    for name, data in zip(names, [white, *xyz, curve, curve, curve], strict=True):
        table += struct.pack(">4sII", name, start + len(body), len(data))
        body += data
    size = start + len(body)
    head = struct.pack(
        ">I4sI4s4s4s12x4s28x3i48x",
        size,
        b"",
        0x02400000,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        b"acsp",
        63190,
        65536,
        54061,
    )
    return head + struct.pack(">I", len(names)) + table + body


def as_srgb(colour, space) -> tuple[int, ...]:
    """What `colour` of `space` is in sRGB, as the definitions of both compute it."""
    primaries, gamma = space
    light = [(value / 255) ** gamma for value in colour]
    xyz = [sum(p[i] * part for p, part in zip(primaries, light, strict=True)) for i in range(3)]
    linear = [
        min(1, max(0, sum(r * v for r, v in zip(row, xyz, strict=True)))) for row in SRGB_FROM_D50
    ]
    return tuple(
        round(255 * (12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055))
        for v in linear
    )


def segments(body: bytes) -> tuple[set[str], bytes]:
    """The names of a JPEG's segments, and what follows its end (ITU-T T.81, annex B)."""
    names, at = set(), 2
    while body[at + 1] != 0xDA:
        names.add(f"{body[at + 1]:02X}")
        at += 2 + int.from_bytes(body[at + 2 : at + 4])
    return names, body[body.rindex(b"\xff\xd9") + 2 :]


def make_picture(size=(1000, 600), with_variants: bool = True, **fields) -> Picture:
    """A stored picture with its files, its texts complete in both languages."""
    fields = {**bilingual(alt="The entrance"), **fields}
    picture = Picture(width=size[0], height=size[1], **fields)
    picture.file.save(new_name(".jpg"), ContentFile(jpeg(size, "teal")), save=False)
    picture.save()
    if with_variants:
        make(picture)
        picture.refresh_from_db()
    return picture


def taken(body: bytes, name: str = "photo.jpg") -> Image.Image:
    """The picture that is stored of `body`: a JPEG and nothing behind or beside it."""
    master = take_in(upload(body, name))
    # JFIF, tables, a progressive frame: no EXIF, no profile, no comment.
    names, behind = segments(master.body)
    assert (names, behind) == ({"E0", "DB", "C2", "C4"}, b"")
    picture = opened(master.body)
    assert picture.size == (master.width, master.height)
    assert (picture.format, picture.mode) == ("JPEG", "RGB")
    return picture


def near(colour, expected, by: int = 6) -> bool:
    return all(abs(a - b) <= by for a, b in zip(colour, expected, strict=True))


def png(width: int, height: int, bits: int, kind: int, rows: bytes) -> bytes:
    """A PNG as its header says it, whatever the rows are (ISO/IEC 15948)."""
    head = pack(">IIBBBBB", width, height, bits, kind, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


def show(picture) -> Picture:
    """On the home page, with the address, and in a chapter."""
    Page.objects.filter(key="home").update(picture=picture)
    Practice.objects.update(picture=picture)
    Section.objects.filter(key="what").update(picture=picture)
    return picture


def named_in(html: str) -> set[str]:
    return set(re.findall(r'/media/[^ ",]+', html))
