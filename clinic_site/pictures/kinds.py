"""What a file is, by its first bytes: names and types are what a sender says."""

ACCEPTED = ("JPEG", "PNG", "WEBP")
# https://www.iana.org/assignments/media-types and the specifications of each; the first that fits.
BEGINS = [
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF8", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"BM", "BMP"),
    (b"%!PS", "EPS"),
    (b"\xc5\xd0\xd3\xc6", "EPS"),
    (b"%PDF", "PDF"),
    (b"8BPS", "Photoshop"),
    (b"PK\x03\x04", "ZIP"),
]
# ISO base media files: the brand tells them apart (ISO/IEC 23008-12, annex B).
BRANDS = {b"heic": "HEIC", b"heix": "HEIC", b"heim": "HEIC", b"hevc": "HEIC", b"mif1": "HEIC"}
BRANDS |= {b"msf1": "HEIC", b"avif": "AVIF", b"avis": "AVIF"}


def kind_of(head: bytes) -> str:
    """The name of the kind of file that begins with `head`, 64 bytes or more; "" if unknown."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    if head[4:8] == b"ftyp":
        return BRANDS.get(head[8:12], "")
    if b"<svg" in head.lower():
        return "SVG"
    return next((kind for begin, kind in BEGINS if head.startswith(begin)), "")
