from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clinic_site.running_text import RunningTextField

from .ordered import ProcedureChild


class Section(ProcedureChild):
    """A chapter of a procedure's page: a heading, running text, and what follows it."""

    class Shows(models.TextChoices):
        NOTHING = "", _("nothing, only the text")
        FACTS = "facts", _("the facts at a glance")
        SCARS = "scars", _("the types of scar, with drawings")
        BEFORE = "before", _("the steps before the operation")
        DAY = "day", _("the steps of the day itself")
        AFTER = "after", _("the steps after the operation")
        WARNING_SIGNS = "warning_signs", _("when to call")
        COMPLICATIONS = "complications", _("the complications and their figures")
        FEES = "fees", _("the fees")
        QUESTIONS = "questions", _("the questions and answers")
        SOURCES = "sources", _("the sources")

    key = models.SlugField(
        _("anchor"),
        max_length=40,
        help_text=_("The end of the section's address, the same in both languages: #scars."),
    )
    title = models.CharField(_("title"), max_length=80)
    body = RunningTextField(_("text"), blank=True)
    shows = models.CharField(
        _("followed by"), max_length=13, blank=True, choices=Shows, default=Shows.NOTHING
    )

    picture = models.ForeignKey(
        "pictures.Picture",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("picture"),
        help_text=_("Shown under the text: the practice, the team, the building. No patients."),
    )

    says_references = ["body"]

    class Meta(ProcedureChild.Meta):
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "key"],
                name="section_key_once_per_procedure",
                violation_error_message=_("Another section of this procedure has this anchor."),
            ),
            models.UniqueConstraint(
                fields=["procedure", "shows"],
                condition=~Q(shows=""),
                name="section_shows_once_per_procedure",
                violation_error_message=_("Another section already shows this."),
            ),
        ]

    def __str__(self):
        return self.title or ""
