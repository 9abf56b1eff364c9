"""Texts whose one language was changed after the other."""

from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutdatedText(models.Model):
    """
    A text that says in one language what it no longer says in the other.

    It is marked when staff save one language alone, and unmarked when they
    change the other, or say that it still means the same.
    """

    content_type = models.ForeignKey(ContentType, models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    row = GenericForeignKey()
    field = models.CharField(_("text"), max_length=40)
    language = models.CharField(_("language that is behind"), max_length=2)
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("outdated text")
        verbose_name_plural = _("outdated texts")
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "field"], name="outdated_text_once"
            )
        ]

    def __str__(self):
        return f"{self.field}_{self.language}"

    @property
    def column(self) -> str:
        """The column that is behind: `title_en`."""
        return f"{self.field}_{self.language}"


class Bilingual(models.Model):
    """A row with texts in two languages; the marks of its outdated ones go when it goes."""

    outdated = GenericRelation(OutdatedText)

    class Meta:
        abstract = True
