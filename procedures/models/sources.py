from django.db import models
from django.utils.translation import gettext_lazy as _

from ..wording import say_patients
from .facts import key_validator
from .ordered import KeyedManager, ProcedureChild


class Source(ProcedureChild):
    """A study or a law that statements of the page rest on. Its number is its place."""

    key = models.CharField(
        _("key"),
        max_length=40,
        validators=[key_validator],
        help_text=_("How texts cite it: [[key]] becomes its raised number."),
    )
    citation = models.CharField(
        _("reference"),
        max_length=300,
        help_text=_("Authors, title, journal, year, pages: in the original language."),
    )
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    patients = models.PositiveIntegerField(_("number of patients"), null=True, blank=True)
    about = models.TextField(
        _("what it is"),
        help_text=_("Whom it followed, for how long, and what it counted."),
    )
    doi = models.CharField(_("DOI"), max_length=80, blank=True)
    url = models.URLField(_("web address"), blank=True)

    says_references = ["about"]

    objects = KeyedManager()

    class Meta(ProcedureChild.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "key"],
                name="source_once_per_procedure",
                violation_error_message=_("Another source of this procedure has this key."),
            )
        ]

    def __str__(self):
        return self.citation

    def natural_key(self):
        return (*self.procedure.natural_key(), self.key)

    natural_key.dependencies = ["procedures.procedure"]

    @property
    def short(self) -> str:
        """First author and year, as readers name a study: "Sisti 2015"."""
        return f"{self.citation.split()[0]} {self.year or ''}".strip()

    @property
    def size(self) -> str:
        """How many patients it followed: "1,493 patients"; empty for a law."""
        return say_patients(self.patients) if self.patients else ""

    @property
    def link(self) -> str:
        """Where the source can be read; empty when neither DOI nor address is known."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url
