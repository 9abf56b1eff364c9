"""The course of an operation: steps, fees, questions."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from clinic_site.confirmation import Confirmable
from clinic_site.running_text import RunningTextField

from .facts import Fact
from .ordered import ProcedureChild


class Step(Confirmable, ProcedureChild):
    """What a patient does or avoids, and when."""

    class Phase(models.TextChoices):
        BEFORE = "before", _("before")
        DAY = "day", _("the day itself")
        AFTER = "after", _("after")

    class Kind(models.TextChoices):
        APPOINTMENT = "appointment", _("appointment")
        MEDICINE = "medicine", _("medicine")
        HABIT = "habit", _("habit")
        GARMENT = "garment", _("garment and dressing")
        HYGIENE = "hygiene", _("hygiene")
        PAPER = "paper", _("paper")
        ACTIVITY = "activity", _("activity")
        BODY = "body", _("what the body does")

    class CountedFrom(models.TextChoices):
        OPERATION = "operation", _("the operation")
        QUOTE = "quote", _("the day the quote is received")

    phase = models.CharField(_("phase"), max_length=6, choices=Phase)
    kind = models.CharField(_("kind"), max_length=11, choices=Kind)
    title = models.CharField(_("what to do"), max_length=120)
    text = models.TextField(_("details and reason"), blank=True)
    lane = models.CharField(
        _("name on the timeline"),
        max_length=18,
        blank=True,
        help_text=_(
            "A word or two, to draw the step on the picture of the recovery. "
            "Steps of one name share a line. Empty: not drawn."
        ),
    )
    begins = models.ForeignKey(
        Fact,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="beginning_steps",
        verbose_name=_("begins"),
        help_text=_(
            "The fact that tells when. Empty: on the day of the operation, or no fixed day."
        ),
    )
    ends = models.ForeignKey(
        Fact,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="ending_steps",
        verbose_name=_("ends"),
        help_text=_("The fact that tells until when. Empty: it does not last."),
    )
    counted_from = models.CharField(
        _("counted from"),
        max_length=9,
        choices=CountedFrom,
        default=CountedFrom.OPERATION,
        help_text=_(
            "The beginning is counted from here. From the quote: the calendar says that the "
            "operation cannot be earlier."
        ),
    )

    says_references = ["title", "text"]

    class Meta(ProcedureChild.Meta):
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    def __str__(self):
        return self.title or ""

    def clean(self):
        super().clean()
        for name in ("begins", "ends"):
            fact = getattr(self, name)
            if fact and not fact.is_time:
                raise ValidationError({name: _("This fact is no length of time.")})

    @property
    def is_counted_from_quote(self) -> bool:
        return self.counted_from == self.CountedFrom.QUOTE

    @property
    def is_appointment(self) -> bool:
        """Whether it is a moment to be there, rather than something that lasts."""
        return self.kind == self.Kind.APPOINTMENT and self.begins is not None and self.ends is None

    @property
    def when(self) -> str:
        """When to do it, in the current language: "the day after, for 4 to 6 weeks"."""
        parts = []
        if self.begins and self.is_counted_from_quote:
            parts = [pgettext("duration", "%s after the quote") % self.begins.amount]
        elif self.begins:
            parts = [self.begins.when]
        if self.ends:
            until = _("until %s") if self.ends.counted else _("for %s")
            parts.append(until % self.ends.until)
        return ", ".join(parts)


class Fee(Confirmable, ProcedureChild):
    """A price, and when it applies. The amount is a fact."""

    title = models.CharField(_("title"), max_length=80)
    amount = models.ForeignKey(Fact, models.RESTRICT, verbose_name=_("amount"))
    text = models.TextField(_("when it applies, what it holds"), blank=True)

    says_references = ["text"]

    class Meta(ProcedureChild.Meta):
        verbose_name = _("fee")
        verbose_name_plural = _("fees")

    def __str__(self):
        return self.title or ""


class Question(ProcedureChild):
    """A question that patients ask, with its answer; or one to put to the surgeon."""

    question = models.CharField(_("question"), max_length=160)
    answer = RunningTextField(
        _("answer"),
        blank=True,
        help_text=_("Left empty, it is listed as a question to ask at the consultation."),
    )

    says_references = ["question", "answer"]

    class Meta(ProcedureChild.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self):
        return self.question or ""
