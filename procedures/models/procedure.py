from collections.abc import Iterable
from math import ceil

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from clinic_site.search_results import SearchResult
from clinic_site.translating.models import Bilingual
from clinic_site.translations import translated_names

from ..references import References
from ..timeline import Timeline, timeline
from .course import Fee, Step
from .facts import Fact
from .glossary import Term
from .risks import Figure
from .section import Section


class ProcedureQuerySet(models.QuerySet):
    def with_page_content(self):
        """Load all that the procedure page shows, in a fixed number of queries."""
        # What a row points at comes with it: a query of its own would load the same few rows.
        return self.prefetch_related(
            Prefetch("section_set", Section.objects.select_related("picture")),
            "fact_set",
            "source_set",
            "scartype_set",
            Prefetch("step_set", Step.objects.select_related("begins", "ends")),
            "complication_set",
            Prefetch("complication_set__figure_set", Figure.objects.select_related("source")),
            "warningsign_set",
            Prefetch("fee_set", Fee.objects.select_related("amount")),
            "question_set",
        )

    def by_slug(self, slug):
        """The procedures whose address in the current language ends in `slug`."""
        return self.filter(**{f"slug_{get_language()}": slug})

    def get_by_natural_key(self, slug_en):
        return self.get(slug_en=slug_en)


class Procedure(SearchResult, Bilingual):
    """An operation that the practice explains to its patients."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(
        _("address"),
        max_length=80,
        validators=[
            RegexValidator(
                r"^page-[0-9]+\Z",
                _("Choose another: the pages of the list of procedures have such addresses."),
                inverse_match=True,
            )
        ],
        help_text=_("The last part of the page's address. Changing it breaks old links."),
    )
    also_called = models.CharField(
        _("also called"),
        max_length=200,
        blank=True,
        help_text=_("Other names of the operation, shown under the title."),
    )
    summary = models.TextField(
        _("summary"),
        help_text=_("Two or three sentences, shown under the title and on the home page."),
    )
    body_location = models.CharField(
        _("part of the body"),
        max_length=80,
        blank=True,
        help_text=_("In everyday words, such as “inner thighs”."),
    )
    position = models.PositiveIntegerField(_("position"), default=0)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    titled_by = "name"
    says_references = ["summary"]

    objects = ProcedureQuerySet.as_manager()

    class Meta:
        verbose_name = _("procedure")
        verbose_name_plural = _("procedures")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=[f"slug_{language}"], name=f"procedure_slug_{language}_unique"
            )
            for language in ("fr", "en")
        ]

    def __str__(self):
        return self.name or ""

    def get_absolute_url(self):
        return reverse("procedures:detail", kwargs={"slug": self.slug})

    def natural_key(self):
        return (self.slug_en,)

    def url_in(self, language: str) -> str:
        """The address of the page in `language` ("fr" or "en")."""
        with override(language):
            return self.get_absolute_url()

    def leaflet_in(self, language: str) -> str:
        """The address of the leaflet in `language`."""
        with override(language):
            return reverse("procedures:leaflet", kwargs={"slug": self.slug})

    @property
    def title(self) -> str:
        return self.name

    def facts_of(self, group: Fact.Group) -> list[Fact]:
        """The facts of one group of the summary, in order."""
        return [fact for fact in self.fact_set.all() if fact.group == group]

    def facts_at_a_glance(self) -> list[tuple[str, list[Fact]]]:
        """The facts of the summary under the label of their group."""
        groups = [(group.label, self.facts_of(group)) for group in Fact.Group if group]
        return [(label, facts) for label, facts in groups if facts]

    def years_of_studies(self) -> list[int]:
        """The years in which the first and the last study that it cites came out; or none."""
        years = sorted(source.year for source in self.source_set.all() if source.year)
        return [years[0], years[-1]] if years else []

    def reading_minutes(self) -> int:
        """How long the page takes to read at 200 words a minute, rounded up."""
        words = sum(
            len(strip_tags(getattr(row, name) or "").split())
            for relation in self._meta.related_objects
            for row in getattr(self, relation.get_accessor_name()).all()
            for name in translated_names(type(row))
        )
        return ceil(words / 200)

    def timeline(self) -> Timeline:
        """The picture of what lasts when, before and after the operation."""
        return timeline(self.step_set.all())

    @cached_property
    def references(self) -> References:
        """What `[[key]]` can stand for in this procedure's texts."""
        return self.references_with(Term.objects.all())

    def references_with(self, terms: Iterable[Term]) -> References:
        """The same with a given glossary, which several procedures can share."""
        return References(facts=self.fact_set.all(), sources=self.source_set.all(), terms=terms)
