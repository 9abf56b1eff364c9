"""Whatever picture somebody chooses is written anew: upright, in true colours, and clean."""

from io import BytesIO
from struct import pack
from zipfile import ZipFile

import pytest
from PIL import Image

from .pictures import (
    ADOBE_RGB,
    DISPLAY_P3,
    as_srgb,
    encoded,
    jpeg,
    near,
    png,
    profile,
    taken,
)

GPS = {1: "N", 2: (48.0, 51.0, 24.0), 3: "E", 4: (2.0, 21.0, 7.0)}


@pytest.mark.parametrize(
    ("kind", "name"),
    [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp"), ("PNG", "a.php.jpg")],
)
def test_a_picture_is_known_by_its_content_and_written_anew(kind, name):
    picture = taken(encoded(Image.new("RGB", (60, 40), "red"), kind), name)

    assert picture.size == (60, 40)
    assert near(picture.getpixel((30, 20)), (255, 0, 0))


@pytest.mark.parametrize("icc", [None, profile(ADOBE_RGB)], ids=["plain", "profile"])
def test_where_and_when_it_was_taken_is_dropped_with_all_other_notes(icc):
    exif = Image.Exif()
    exif[0x9003], exif[0x010F], exif[0x8825] = "2026:01:02 03:04:05", "Camera", GPS
    notes = {"exif": exif, "comment": b"Zwischenzug", "xmp": b"<x:xmpmeta>Zwischenzug</x:xmpmeta>"}
    body = jpeg(icc_profile=icc, **notes)
    assert b"Zwischenzug" in body
    assert b"Camera" in body

    taken(body)  # asserts that only the picture's own segments are left


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_picture_is_stored_upright(orientation):
    upright = Image.new("RGB", (64, 32), "blue")
    upright.paste("red", (0, 0, 32, 16))  # the upper left quarter
    turned = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # how a camera held so would store it
    stored = upright.transpose(turned[orientation]) if orientation > 1 else upright
    exif = Image.Exif()
    exif[0x0112] = orientation

    picture = taken(encoded(stored, exif=exif, quality=95, subsampling=0))

    assert picture.size == (64, 32)
    corners = [picture.getpixel(at) for at in ((8, 8), (56, 8), (8, 24), (56, 24))]
    red, blue = (254, 0, 0), (0, 0, 254)
    assert [near(a, b, 12) for a, b in zip(corners, (red, blue, blue, blue), strict=True)] == [
        True
    ] * 4


@pytest.mark.parametrize("space", [ADOBE_RGB, DISPLAY_P3], ids=["adobe", "p3"])
@pytest.mark.parametrize("colour", [(100, 150, 200), (180, 60, 90), (60, 170, 80), (128, 128, 128)])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_colours_stay_what_they_were_in_another_colour_space(space, colour, kind):
    body = encoded(Image.new("RGB", (40, 40), colour), kind, icc_profile=profile(space), quality=98)

    assert near(taken(body).getpixel((20, 20)), as_srgb(colour, space))


def test_a_profile_that_is_damaged_or_of_another_kind_is_left_aside():
    for icc in (b"noise", profile(ADOBE_RGB)[:90]):
        assert near(taken(jpeg(icc_profile=icc)).getpixel((9, 9)), (255, 0, 0))
    grey = encoded(Image.new("L", (40, 40), 90), icc_profile=profile(ADOBE_RGB))
    assert near(taken(grey).getpixel((9, 9)), (90, 90, 90))


@pytest.mark.parametrize(
    ("picture", "kind", "expected"),
    [
        (Image.new("CMYK", (40, 40), (0, 255, 255, 0)), "JPEG", (255, 0, 0)),
        (Image.new("CMYK", (40, 40), (255, 0, 0, 0)), "JPEG", (0, 255, 255)),
        (Image.new("I;16", (40, 40), 0x8000), "PNG", (128, 128, 128)),
        (Image.new("I;16", (40, 40), 0xF000), "PNG", (240, 240, 240)),
        (Image.new("L", (40, 40), 90), "JPEG", (90, 90, 90)),
        (Image.new("1", (40, 40), 1), "PNG", (255, 255, 255)),
        (Image.new("RGBA", (40, 40), (0, 0, 0, 0)), "PNG", (255, 255, 255)),
        (Image.new("RGBA", (40, 40), (255, 0, 0, 128)), "WEBP", (255, 127, 127)),
        (Image.new("LA", (40, 40), (0, 128)), "PNG", (127, 127, 127)),
        (Image.new("RGB", (40, 40), "red").quantize(8), "PNG", (255, 0, 0)),
    ],
    ids=["cmyk-red", "cmyk-cyan", "16-grey", "16-light", "grey", "bits",
        "clear", "half-clear", "grey-clear", "palette"],
)  # fmt: skip
def test_every_way_of_storing_colours_is_understood(picture, kind, expected):
    options = {"lossless": True} if kind == "WEBP" else {}

    assert near(taken(encoded(picture, kind, **options)).getpixel((20, 20)), expected)


def test_sixteen_bits_a_colour_are_understood():
    row = b"\0" + pack(">HHH", 0xC000, 0x4000, 0x8000) * 8

    assert near(taken(png(8, 8, 16, 2, row * 8)).getpixel((4, 4)), (192, 64, 128))


def test_what_hides_behind_a_picture_is_dropped():
    archive = BytesIO()
    with ZipFile(archive, "w") as file:
        file.writestr("index.html", "<script>alert(1)</script>")
    for behind in (archive.getvalue(), b"<script>alert(1)</script>", b"\0" * 5000):
        for kind in ("JPEG", "PNG", "WEBP"):
            body = encoded(Image.new("RGB", (40, 40), "red"), kind) + behind
            assert near(taken(body).getpixel((20, 20)), (255, 0, 0))


def test_a_large_picture_is_stored_as_large_as_a_page_can_show_it():
    assert taken(jpeg((4000, 3000))).size == (2560, 1920)
    assert taken(jpeg((300, 4000))).size == (192, 2560)
