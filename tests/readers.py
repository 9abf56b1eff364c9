"""Who asks for pages in the tests: the one who prints, and the visitor."""

from django.test import Client

from clinic_site.editions.content import Manuscript
from clinic_site.editions.models import Edition
from clinic_site.editions.printing import CONTENT


class ManuscriptClient(Client):
    """Reads what staff have saved, as publishing does and without a notice."""

    medically_reviewed_on = None
    dates = None  # a draft has none; publishing brings those of the pages

    def request(self, **request):
        edition = Edition(number=1, medically_reviewed_on=self.medically_reviewed_on)
        manuscript = Manuscript(edition)
        manuscript.dates = self.dates
        return super().request(**{CONTENT: manuscript, **request})
