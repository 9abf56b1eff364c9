from datetime import date

from dateutil.relativedelta import relativedelta
from django.core.files.storage import storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from procedures.wording import say_date

REVIEW_EVERY = relativedelta(years=1)


def archives():
    """Where editions are kept. Not among the media: nobody but the site reads them."""
    return storages["editions"]


class Edition(models.Model):
    """
    All that patients could read from one day on: every page in both languages, as files.

    The newest is the current one. An edition is never changed; to put an old
    one back is to print its pages again, as a new one.
    """

    number = models.PositiveIntegerField(_("number"), primary_key=True)
    published_at = models.DateTimeField(_("published"), default=timezone.now)
    published_by = models.CharField(_("published by"), max_length=150, blank=True)
    note = models.TextField(
        _("note"),
        blank=True,
        help_text=_("What changed, in a sentence or two. Patients read it on the history page."),
    )
    medically_reviewed_on = models.DateField(
        _("medically reviewed on"),
        null=True,
        blank=True,
        help_text=_(
            "The day on which a doctor read all pages and approved them. Keep the date only if "
            "it holds for the texts as they are now. Empty: the pages say nothing about a review."
        ),
    )
    manuscript_of = models.DateTimeField(
        _("manuscript of"),
        default=timezone.now,
        help_text=_("Changes saved after this moment are not in the edition."),
    )
    puts_back = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("puts back"),
    )
    archive = models.FileField(_("archive"), storage=archives)
    sha256 = models.CharField(_("SHA-256 of the archive"), max_length=64)

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-number"]

    def __str__(self):
        return gettext("edition %(number)s of %(day)s") % {"number": self.number, "day": self.day}

    @property
    def day(self) -> str:
        """The day of publication in full, in the current language."""
        return say_date(timezone.localtime(self.published_at).date())

    @property
    def review_due_on(self) -> date | None:
        """By when a doctor reads all pages again; None before a first review."""
        return self.medically_reviewed_on and self.medically_reviewed_on + REVIEW_EVERY

    @property
    def folder(self) -> str:
        """The name of its unpacked copy: its number, and its content for the case of a restore."""
        return f"{self.number}-{self.sha256[:12]}"
