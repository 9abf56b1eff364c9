"""Which fields of the practice's models exist in both languages."""

from modeltranslation.translator import register

from clinic_site.translations import BothLanguages

from .models import Page, Practice, Qualification


@register(Practice)
class PracticeTranslation(BothLanguages):
    fields = [
        "speciality",
        "country",
        "opening_hours",
        "access",
        "out_of_hours",
        "clinic",
        "payment_means",
        "convention_sector",
        "order_registration",
        "insurer",
        "authors",
        "funding",
    ]


@register(Qualification)
class QualificationTranslation(BothLanguages):
    fields = ["text"]


@register(Page)
class PageTranslation(BothLanguages):
    fields = ["title", "search_title", "description", "introduction", "body"]
