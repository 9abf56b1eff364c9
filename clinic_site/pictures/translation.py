"""What is said about a picture exists in both languages."""

from modeltranslation.translator import register

from clinic_site.translations import BothLanguages

from .models import Picture


@register(Picture)
class PictureTranslation(BothLanguages):
    fields = ["alt", "caption"]
