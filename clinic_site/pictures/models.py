import secrets

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ..translating.models import Bilingual

WIDTHS = (480, 800, 1200, 1920)  # pixels, of the files that browsers choose from
FOLDER = "pictures"


def new_name(suffix: str = "") -> str:
    """A name in the storage that nobody can guess, and that never names another file."""
    return f"{FOLDER}/{secrets.token_hex(12)}{suffix}"


def address_of(name: str) -> str:
    """Where the file `name` of the storage is read: from the edition, or by staff as a draft."""
    return f"{settings.MEDIA_URL}{name}"


class Picture(Bilingual):
    """
    A photograph of the practice, the team or the building; never of a patient.

    `file` is what `intake` made of the picture that was sent. `variants` is how
    the names of its smaller files begin; empty until they are made.
    """

    file = models.FileField(_("picture"), editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    variants = models.CharField(max_length=60, blank=True, editable=False)
    alt = models.CharField(
        _("alternative text"),
        max_length=200,
        blank=True,
        help_text=_(
            "What the picture shows, in a sentence, for those who do not see it: blind people, and "
            "everyone when it does not load. “The entrance of the practice, with a ramp.”"
        ),
    )
    is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("It tells nothing that the page does not say: no alternative text is needed."),
    )
    caption = models.CharField(
        _("caption"),
        max_length=200,
        blank=True,
        help_text=_("Shown under the picture. May name who took it."),
    )
    focal_x = models.PositiveSmallIntegerField(
        _("focal point: from the left, in %"),
        default=50,
        validators=[MaxValueValidator(100)],
        help_text=_("What must stay in sight where the picture is cut: 0 is the left edge."),
    )
    focal_y = models.PositiveSmallIntegerField(
        _("focal point: from the top, in %"),
        default=50,
        validators=[MaxValueValidator(100)],
        help_text=_("0 is the upper edge, 100 the lower one."),
    )

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_decorative=True)
                | Q(alt_fr__isnull=False, alt_en__isnull=False, alt_fr__gt="", alt_en__gt=""),
                name="picture_alt_or_decorative",
                violation_error_message=_(
                    "Write the alternative text in both languages, or choose “decorative”."
                ),
            ),
            models.CheckConstraint(
                condition=Q(focal_x__lte=100) & Q(focal_y__lte=100),
                name="picture_focal_point_inside",
                violation_error_message=_("The focal point lies between 0 and 100 %."),
            ),
        ]

    def __str__(self):
        if self.alt and not self.is_decorative:
            return Truncator(self.alt).chars(60)
        return _now("decorative picture %(number)s") % {"number": self.pk}

    @property
    def url(self) -> str:
        return address_of(self.file.name)

    @property
    def smallest_url(self) -> str:
        """For lists."""
        return address_of(self.variant(self.widths()[0], "webp")) if self.variants else self.url

    @property
    def shown_alt(self) -> str:
        return "" if self.is_decorative else self.alt

    @property
    def focus(self) -> str:
        """The classes that keep the focal point in sight: a page's style stands in files alone."""
        return f"focus-x-{round(self.focal_x, -1)} focus-y-{round(self.focal_y, -1)}"

    def widths(self) -> list[int]:
        """Those of its smaller files: never wider than itself."""
        return sorted({min(width, self.width) for width in WIDTHS})

    def variant(self, width: int, suffix: str) -> str:
        return f"{self.variants}-{width}.{suffix}"

    def files(self) -> list[str]:
        """The names in the storage of all that it consists of."""
        suffixes = ("webp", "jpg") if self.variants else ()
        names = [self.variant(width, suffix) for suffix in suffixes for width in self.widths()]
        return [self.file.name, *names]

    def srcset(self, suffix: str) -> str:
        if not self.variants:
            return ""
        named = [(address_of(self.variant(width, suffix)), width) for width in self.widths()]
        return ", ".join(f"{address} {width}w" for address, width in named)

    def srcset_webp(self) -> str:
        return self.srcset("webp")

    def srcset_jpeg(self) -> str:
        return self.srcset("jpg")
