"""What the surgeon has still to confirm."""

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
