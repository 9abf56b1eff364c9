from django.db import models
from django.utils.translation import gettext_lazy as _

from clinic_site.confirmation import Confirmable

from .facts import key_validator
from .ordered import KeyedManager, ProcedureChild


class ScarType(Confirmable, ProcedureChild):
    """One of the ways to place the incision, and so the scar."""

    class Drawing(models.TextChoices):
        HORIZONTAL = "horizontal", _("horizontal, in the groin crease")
        VERTICAL = "vertical", _("vertical, along the inner thigh")
        COMBINED = "combined", _("L or T, both together")

    key = models.CharField(_("key"), max_length=40, validators=[key_validator])
    name = models.CharField(_("name"), max_length=80)
    indication = models.TextField(_("for whom"), help_text=_("What surplus of skin it suits."))
    course = models.TextField(_("where it runs"))
    visibility = models.TextField(_("what stays visible"))
    drawing = models.CharField(_("drawing"), max_length=10, choices=Drawing)

    says_references = ["indication", "course", "visibility"]

    objects = KeyedManager()

    class Meta(ProcedureChild.Meta):
        verbose_name = _("type of scar")
        verbose_name_plural = _("types of scar")
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "key"],
                name="scar_type_once_per_procedure",
                violation_error_message=_("Another scar of this procedure has this key."),
            )
        ]

    def __str__(self):
        return self.name or ""

    def natural_key(self):
        return (*self.procedure.natural_key(), self.key)

    natural_key.dependencies = ["procedures.procedure"]
