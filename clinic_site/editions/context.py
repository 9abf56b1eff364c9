"""What every template can read: the practice, the edition of the page, and its dates."""

from django.utils.functional import SimpleLazyObject

from .middleware import content_of


def content(request):
    """Asked for only by pages that show them."""
    found = request.content if hasattr(request, "content") else content_of(request)
    return {
        "practice": SimpleLazyObject(lambda: found.practice),
        "edition": SimpleLazyObject(lambda: found.edition),
        "dates": SimpleLazyObject(lambda: found.dates),
    }
