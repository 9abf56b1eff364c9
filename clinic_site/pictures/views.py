from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from ..bucket.failure import Unavailable
from .models import FOLDER

TYPES = {"jpg": "image/jpeg", "webp": "image/webp"}


@require_safe
def picture_file(request, name):
    """
    A file of a picture, for who reads the draft.

    Visitors never come here: like any page that is printed, they read the edition's copy.
    """
    kind = TYPES.get(name.rpartition(".")[2])
    if not kind or not name.startswith(f"{FOLDER}/"):
        raise Http404
    try:
        with default_storage.open(name) as file:
            response = HttpResponse(file.read(), content_type=kind)
    except Unavailable:
        raise
    except (OSError, SuspiciousOperation, ValueError) as error:  # ValueError: a NUL
        raise Http404 from error
    response["Cache-Control"] = "private, max-age=3600"  # names are never used again
    return response


# A notice stands on pages; and counting what waits would cost queries for every picture.
picture_file.has_notice = True
