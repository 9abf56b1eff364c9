"""What can go wrong, how often, and what to do."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from clinic_site.confirmation import Confirmable
from clinic_site.translating.models import Bilingual

from ..wording import say_patients
from .facts import key_validator
from .ordered import KeyedManager, ProcedureChild
from .sources import Source


class Complication(Confirmable, ProcedureChild):
    """Something that can go wrong: what it is, who is more exposed, what is done."""

    key = models.CharField(_("key"), max_length=40, validators=[key_validator])
    name = models.CharField(_("name"), max_length=80)
    text = models.TextField(_("what it is"))
    frequency = models.CharField(
        _("how often, in the practice's words"), max_length=120, blank=True
    )
    exposed = models.TextField(_("who is more exposed"), blank=True)
    treatment = models.TextField(_("what is done"), blank=True)
    figures_note = models.TextField(
        _("about the figures"),
        blank=True,
        help_text=_("Says for instance that no reliable figure was found."),
    )

    says_references = ["text", "frequency", "exposed", "treatment", "figures_note"]

    objects = KeyedManager()

    class Meta(ProcedureChild.Meta):
        verbose_name = _("complication")
        verbose_name_plural = _("complications")
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "key"],
                name="complication_once_per_procedure",
                violation_error_message=_("Another complication of this procedure has this key."),
            )
        ]

    def __str__(self):
        return self.name or ""

    def natural_key(self):
        return (*self.procedure.natural_key(), self.key)

    natural_key.dependencies = ["procedures.procedure"]


class Figure(Bilingual):
    """How often a study saw a complication: so many patients of 100, as that study counted."""

    complication = models.ForeignKey(Complication, models.CASCADE, verbose_name=_("complication"))
    position = models.PositiveIntegerField(_("position"), default=0)
    rate = models.DecimalField(
        _("patients of 100"),
        max_digits=4,
        decimal_places=1,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    source = models.ForeignKey(Source, models.RESTRICT, verbose_name=_("study"))
    patients = models.PositiveIntegerField(
        _("number of patients"),
        null=True,
        blank=True,
        help_text=_("Of this group, when the figure is not about the whole study."),
    )
    group = models.CharField(
        _("among whom"),
        max_length=80,
        blank=True,
        help_text=_("A type of scar, for instance. Empty: all patients of the study."),
    )
    counted = models.CharField(_("what was counted"), max_length=160)

    says_references = ["group", "counted"]

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rate__gte=0, rate__lte=100),
                name="figure_rate_of_100",
                violation_error_message=_("A rate lies between 0 and 100."),
            )
        ]

    def __str__(self):
        return f"{self.complication} – {self.rate} / 100"

    @property
    def said(self) -> str:
        """The rate as people grasp it: "18 of 100", "3 of 1,000", "none of 447"."""
        if not self.rate:
            return _("none of %s") % self.size
        if self.rate < 1:
            return _("%s of 1,000") % number_format(self.rate * 10, decimal_pos=0)
        digits = 0 if self.rate == int(self.rate) else 1
        return _("%s of 100") % number_format(self.rate, decimal_pos=digits)

    @property
    def size(self) -> str:
        """How many patients the figure is about: "1,493 patients"; empty when unknown."""
        number = self.patients or self.source.patients
        return say_patients(number) if number else ""


class WarningSign(Confirmable, ProcedureChild):
    """Something a patient may notice after the operation, and whom to call."""

    class Level(models.TextChoices):
        NORMAL = "normal", _("normal")
        CALL = "call", _("call the practice")
        EMERGENCY = "emergency", _("emergency: 112 or 15")

    level = models.CharField(_("what to do"), max_length=9, choices=Level)
    text = models.CharField(_("sign"), max_length=200)

    says_references = ["text"]

    class Meta(ProcedureChild.Meta):
        verbose_name = _("warning sign")
        verbose_name_plural = _("warning signs")

    def __str__(self):
        return self.text or ""
