from django.utils.functional import SimpleLazyObject

from .models import Practice


def practice(request):
    """The practice's details, asked for only by pages that show them."""
    return {
        "practice": SimpleLazyObject(
            lambda: Practice.objects.prefetch_related("qualification_set").first()
        )
    }
