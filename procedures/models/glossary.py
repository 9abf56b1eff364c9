from unicodedata import normalize

from django.db import models
from django.utils.translation import gettext_lazy as _

from clinic_site.translating.models import Bilingual

from .facts import key_validator


class Term(Bilingual):
    """A word that doctors use, explained in everyday language in the glossary."""

    key = models.CharField(
        _("key"),
        max_length=40,
        unique=True,
        validators=[key_validator],
        help_text=_("How texts explain a word: [[key|the word as written]]."),
    )
    name = models.CharField(_("word"), max_length=80)
    also_called = models.CharField(_("also called"), max_length=120, blank=True)
    definition = models.TextField(_("explanation"), help_text=_("One or two short sentences."))

    class Meta:
        verbose_name = _("glossary word")
        verbose_name_plural = _("glossary")
        ordering = ["key"]

    def __str__(self):
        return self.name or ""

    @property
    def sort_key(self) -> str:
        """Its place in an alphabetical list, accents and capitals set aside."""
        return (
            normalize("NFD", self.name.lower().replace("œ", "oe"))
            .encode("ascii", "ignore")
            .decode()
        )
