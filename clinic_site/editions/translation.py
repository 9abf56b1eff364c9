"""The note on an edition is read in both languages."""

from modeltranslation.translator import register

from clinic_site.translations import BothLanguages

from .models import Edition


@register(Edition)
class EditionTranslation(BothLanguages):
    fields = ["note"]
