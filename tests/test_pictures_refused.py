"""Files that cannot be used are refused with what to do, and none needs much memory."""

import subprocess
import sys

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from PIL import Image

from clinic_site.pictures.intake import MAX_BYTES, take_in

from .pictures import (
    encoded,
    jpeg,
    near,
    png,
    taken,
    upload,
)

HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 600


NOISE = Image.effect_noise((200, 200), 90).convert("RGB")


def refusal(body: bytes, name: str = "photo.jpg") -> str:
    with override("en"), pytest.raises(ValidationError) as refused:
        take_in(upload(body, name))
    return refused.value.messages[0]


def bomb(width: int, height: int) -> bytes:
    """A small file that would take much memory: of one colour, all its rows are there."""
    return png(width, height, 1, 0, bytes((width + 7) // 8 + 1) * height)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (HEIC, "This is a HEIC file"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "of the kind EPS"),
        (b'<?xml version="1.0"?><!-- c --><svg xmlns="http://www.w3.org/2000/svg"/>', "kind SVG"),
        (encoded(Image.new("RGB", (9, 9)), "GIF"), "of the kind GIF"),
        (encoded(Image.new("RGB", (9, 9)), "TIFF"), "of the kind TIFF"),
        (b"%PDF-1.7\n", "of the kind PDF"),
        (b"<!doctype html><script>alert(1)</script>", "not a picture"),
        (b"", "not a picture"),
        (bomb(12_000, 12_000), "40 megapixels is the most"),
        (bomb(60_000, 12_000), "40 megapixels is the most"),
        (bomb(8_000, 5_001), "40 megapixels is the most"),
        (encoded(NOISE, "PNG")[:-600], "damaged or incomplete"),
        (encoded(NOISE, "WEBP")[:-600], "damaged or incomplete"),
        (jpeg((400, 400))[:-600], "damaged or incomplete"),
        (b"\xff\xd8\xff" + b"\0" * 90, "damaged or incomplete"),
        (b"RIFF\x20\0\0\0WEBPVP8 " + b"\0" * 90, "damaged or incomplete"),
        (jpeg() + bytes(MAX_BYTES), "too heavy: 10.0"),
    ],
    ids=["heic", "eps", "svg", "gif", "tiff", "pdf", "html", "empty", "144mp", "720mp", "40mp",
        "cut-png", "cut-webp", "cut-jpeg", "noise", "noise-webp", "heavy"],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_with_what_to_do(body, words):
    said = refusal(body)

    assert words in said
    assert any(advice in said for advice in ("choose", "save it as JPEG", "Make it smaller"))


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_moving_picture_is_refused(kind):
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "blue")]

    assert "moves" in refusal(encoded(frames[0], kind, save_all=True, append_images=frames[1:]))


def test_the_second_picture_in_a_phones_jpeg_is_no_animation():
    depths = Image.new("RGB", (40, 40), "blue")
    body = encoded(Image.new("RGB", (40, 40), "red"), "MPO", save_all=True, append_images=[depths])

    assert near(taken(body).getpixel((20, 20)), (255, 0, 0))


LARGEST = """
import resource, sys
from pathlib import Path
import django
django.setup()
from clinic_site.pictures.intake import take_in
from django.core.files.base import ContentFile
take_in(ContentFile(Path(sys.argv[1]).read_bytes()))
def peak(who): return resource.getrusage(who).ru_maxrss // 1024
before = peak(resource.RUSAGE_SELF)
master = take_in(ContentFile(Path(sys.argv[2]).read_bytes()))
print(peak(resource.RUSAGE_SELF) - before, peak(resource.RUSAGE_CHILDREN), master.width)
"""


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_largest_picture_needs_little_memory(kind, tmp_path):
    small, large = tmp_path / "small", tmp_path / "large"
    small.write_bytes(jpeg())
    options = {"JPEG": {"quality": 50}, "PNG": {"compress_level": 1}, "WEBP": {"method": 0}}[kind]
    large.write_bytes(encoded(Image.new("RGB", (8000, 5000), "teal"), kind, **options))

    command = [sys.executable, "-c", LARGEST, str(small), str(large)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    rise, apart, width = map(int, said.split())
    assert width == 2560
    assert rise < 100  # MB; the issue allows 300
    assert apart < (800 if kind == "WEBP" else 300)  # of the process that decodes, and ends
