"""Rows that hang on a procedure, in an order that staff choose."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from clinic_site.translating.models import Bilingual


class KeyedManager(models.Manager):
    """Finds a row by its procedure's English slug and its key, for the fixtures."""

    def get_by_natural_key(self, procedure_slug, key):
        return self.get(procedure__slug_en=procedure_slug, key=key)


class ProcedureChild(Bilingual):
    """One of the ordered parts of a procedure."""

    procedure = models.ForeignKey(
        "procedures.Procedure", models.CASCADE, verbose_name=_("procedure")
    )
    position = models.PositiveIntegerField(
        _("position"), default=0, help_text=_("The smallest number comes first.")
    )

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
