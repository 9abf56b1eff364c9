"""What the surgeon has still to confirm."""

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _


class Confirmable(models.Model):
    """A statement that is public, and that the surgeon may still have to confirm."""

    to_confirm = models.BooleanField(
        _("awaiting the surgeon's confirmation"),
        default=False,
        help_text=_("Patients do not see this mark. It keeps the row on the launch list."),
    )

    class Meta:
        abstract = True


def rows_to_confirm() -> list[Confirmable]:
    """Every row of the site that is marked as awaiting confirmation."""
    return [
        row
        for model in apps.get_models()
        if issubclass(model, Confirmable)
        for row in model.objects.filter(to_confirm=True)
    ]
