from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from clinic_site.confirmation import Confirmable

from ..wording import DAYS_IN, Counted, Unit, say
from .ordered import KeyedManager, ProcedureChild

key_validator = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*\Z",
    _("Use small letters, digits and single hyphens, such as “off-work”."),
)


class Fact(Confirmable, ProcedureChild):
    """
    A measured fact about a procedure, such as "time off work: 1 to 3 weeks".

    Every page, answer, timeline and calendar reads the same row, so two of
    them cannot give a patient two different numbers.
    """

    class Group(models.TextChoices):
        NONE = "", _("not shown at a glance")
        BEFORE = "before", _("before")
        OPERATION = "operation", _("the operation")
        AFTER = "after", _("after")

    key = models.CharField(
        _("key"),
        max_length=40,
        validators=[key_validator],
        help_text=_("How texts refer to it: [[key]]."),
    )
    label = models.CharField(_("label"), max_length=80)
    lower = models.PositiveIntegerField(_("from"), null=True, blank=True)
    upper = models.PositiveIntegerField(
        _("to"),
        null=True,
        blank=True,
        help_text=_("The same number as “from” for an exact figure; empty for “at least”."),
    )
    unit = models.CharField(_("unit"), max_length=7, choices=Unit, blank=True)
    counted = models.CharField(
        _("counted"), max_length=6, choices=Counted, blank=True, default=Counted.DURATION
    )
    text = models.CharField(
        _("words"),
        max_length=120,
        blank=True,
        help_text=_(
            "What to say where the fact is no number; "
            "or words around it, with {value} in its place."
        ),
    )
    group = models.CharField(
        _("at a glance, under"), max_length=9, choices=Group, blank=True, default=Group.NONE
    )

    objects = KeyedManager()

    class Meta(ProcedureChild.Meta):
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "key"],
                name="fact_once_per_procedure",
                violation_error_message=_("Another fact of this procedure has this key."),
            ),
            models.CheckConstraint(
                condition=Q(upper__isnull=True) | Q(lower__lte=F("upper")),
                name="fact_lower_lte_upper",
                violation_error_message=_("“From” must not exceed “to”."),
            ),
            models.CheckConstraint(
                condition=Q(lower__isnull=False) | Q(upper__isnull=True),
                name="fact_upper_needs_lower",
                violation_error_message=_("“To” needs a “from”."),
            ),
            models.CheckConstraint(
                condition=Q(lower__isnull=True, unit="") | (Q(lower__isnull=False) & ~Q(unit="")),
                name="fact_number_has_unit",
                violation_error_message=_("A number needs a unit, and a unit a number."),
            ),
            models.CheckConstraint(
                condition=Q(lower__isnull=False)
                | Q(text_fr__isnull=False, text_fr__gt="", text_en__isnull=False, text_en__gt=""),
                name="fact_says_something",
                violation_error_message=_("Give a number, or words in both languages."),
            ),
        ]

    def __str__(self):
        return f"{self.label} – {self.value}"

    def natural_key(self):
        return (*self.procedure.natural_key(), self.key)

    natural_key.dependencies = ["procedures.procedure"]

    @property
    def amount(self) -> str:
        """The number with its unit in the current language; empty where there is none."""
        if self.lower is None:
            return ""
        return say(self.lower, self.upper, self.unit, self.counted)

    @property
    def when(self) -> str:
        """The moment itself, for a list: "6 weeks after"; the words where there is no number."""
        if self.lower is None or self.counted:
            return self.value
        return say(self.lower, self.upper, self.unit, Counted.AFTER)

    @property
    def is_time(self) -> bool:
        """Whether it is a length of time, from which a date can be counted."""
        return self.lower is not None and self.unit in DAYS_IN

    @property
    def days(self) -> tuple[float, float]:
        """Its bounds in days from the operation, negative before it; for pictures, not dates."""
        each = DAYS_IN[self.unit] * (-1 if self.counted == Counted.BEFORE else 1)
        return each * self.lower, each * (self.lower if self.upper is None else self.upper)

    @property
    def until(self) -> str:
        """The same as an end: "1 day after", for "until the day after" would not translate."""
        if self.lower is None:
            return self.text
        return say(self.lower, self.upper, self.unit, self.counted, names_days=False)

    @property
    def value(self) -> str:
        """What a patient reads, in the current language."""
        return self.text.replace("{value}", self.amount) if self.text else self.amount
