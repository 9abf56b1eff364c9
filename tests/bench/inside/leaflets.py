"""What a leaflet costs."""

from time import process_time

from django.conf import settings
from django.utils import translation

from clinic_site.editions.content import Manuscript
from procedures.leaflet import make_leaflet
from procedures.models import Procedure


def costs() -> dict[str, tuple[int, float]]:
    """By language: its bytes, and the processor's seconds to make it, once all is loaded."""
    content, found = Manuscript(), {}
    for _round in range(2):  # the first one loads the fonts
        for language, _name in settings.LANGUAGES:
            procedure = Procedure.objects.with_page_content().first()
            start = process_time()
            with translation.override(language):
                leaflet = make_leaflet(procedure, content.practice, content.edition)
            found[language] = len(leaflet.body), process_time() - start
    return found
