"""Takes in the picture that somebody chose in a form, or says what to do instead."""

import subprocess
import sys
from io import BytesIO
from threading import Lock
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image

from .kinds import ACCEPTED, kind_of
from .reencode import MAX_PIXELS, MAX_SECONDS, REFUSED

MAX_BYTES = 10 * 2**20
HEAD = 512  # bytes; an SVG may begin with a declaration and a comment

one_at_a_time = Lock()  # several large pictures would take all of a server's memory


class Master(NamedTuple):
    """The picture that is kept instead of the one that was sent: a JPEG in sRGB, upright."""

    body: bytes
    width: int
    height: int


def take_in(upload: File) -> Master:
    """Size and kind are looked at first, then a process apart decodes; raises ValidationError."""
    if upload.size > MAX_BYTES:
        raise ValidationError(
            _(
                "This file is too heavy: %(size)s, and 10 MB is the most. Make the picture smaller "
                "(2500 pixels wide is enough), then choose it again."
            )
            % {"size": filesizeformat(upload.size)}
        )
    upload.seek(0)
    data = upload.read()
    kind = kind_of(data[:HEAD])
    if kind not in ACCEPTED:
        raise ValidationError(advice_for(kind))
    with one_at_a_time:
        body = decoded_apart(data, kind)
    with Image.open(BytesIO(body)) as picture:
        return Master(body, *picture.size)


def advice_for(kind: str) -> str:
    if kind == "HEIC":
        return _(
            "This is a HEIC file, as iPhones make them; browsers cannot show it. Send the picture "
            "to yourself by e-mail, which turns it into a JPEG, or choose Settings › Camera › "
            "Formats › Most Compatible on the iPhone and take it again."
        )
    if kind:
        return _(
            "This file is of the kind %(kind)s, whatever its name says. Only JPEG, PNG and WebP "
            "can be used: open it in a picture program, save it as JPEG, and choose that file."
        ) % {"kind": kind}
    return _(
        "This file is not a picture that can be used. Only JPEG, PNG and WebP can: open it in a "
        "picture program, save it as JPEG, and choose that file."
    )


def decoded_apart(data: bytes, kind: str) -> bytes:
    """What `reencode` makes of the file; it is given no environment, and a minute."""
    command = [sys.executable, "-m", "clinic_site.pictures.reencode", kind]
    try:
        done = subprocess.run(
            command,
            cwd=settings.BASE_DIR,
            env={},
            input=data,
            capture_output=True,
            timeout=MAX_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ValidationError(refusals()["damaged"]) from None
    if done.returncode == 0:
        return done.stdout
    reason = done.stdout.decode() if done.returncode == REFUSED else "damaged"
    raise ValidationError(refusals()[reason])


def refusals() -> dict[str, str]:
    """What `reencode` refuses, and what to do then."""
    return {
        "pixels": _(
            "This picture has too many pixels: %(number)s megapixels is the most. Make it smaller "
            "(2500 pixels wide is enough), then choose it again."
        )
        % {"number": MAX_PIXELS // 1_000_000},
        "animated": _(
            "This picture moves. Only still pictures can be used: save one of its frames as JPEG, "
            "and choose that file."
        ),
        "damaged": _(
            "This file is damaged or incomplete: it cannot be read to its end. Copy it from the "
            "camera or the phone once more, or open it in a picture program and save it as JPEG."
        ),
    }
