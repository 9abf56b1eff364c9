"""Who the practice is, where, and the pages that are not about an operation."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from phonenumber_field.modelfields import PhoneNumberField

from clinic_site.confirmation import Confirmable
from clinic_site.running_text import RunningTextField
from clinic_site.search_results import SearchResult
from clinic_site.translating.models import Bilingual
from clinic_site.translations import columns_of
from procedures.references import References

from .said_by_settings import said_by_settings


class Practice(Bilingual):
    """
    The practice, in one row. A field that nobody has filled is not shown.

    `asked_by_law` and `advised` name what a physician's site should say; the launch
    list tells which of it is still empty.
    """

    name = models.CharField(_("name"), max_length=80)
    speciality = models.CharField(_("speciality"), max_length=80)
    street = models.CharField(_("street"), max_length=80)
    postal_code = models.CharField(_("postal code"), max_length=10)
    city = models.CharField(_("city"), max_length=80)
    country = models.CharField(_("country"), max_length=40)
    phone = PhoneNumberField(_("telephone"), blank=True)
    email = models.EmailField(
        _("public e-mail address"), blank=True, help_text=_("Shown on the site to everyone.")
    )
    opening_hours = models.TextField(_("opening hours"), blank=True)
    access = models.TextField(
        _("how to get there"), blank=True, help_text=_("Metro, bus, parking, step-free access.")
    )
    booking_url = models.URLField(_("web address for appointments"), blank=True)
    out_of_hours = models.TextField(
        _("outside opening hours"),
        blank=True,
        help_text=_("Whom a patient calls after an operation when the practice is closed."),
    )
    clinic = models.TextField(_("clinic where the surgeon operates"), blank=True)
    payment_means = models.CharField(_("accepted means of payment"), max_length=160, blank=True)
    convention_sector = models.CharField(
        _("agreement with health insurance (sector)"), max_length=160, blank=True
    )
    rpps = models.CharField(_("RPPS number"), max_length=11, blank=True)
    order_registration = models.CharField(
        _("registration with the Order of physicians"), max_length=160, blank=True
    )
    insurer = models.TextField(_("liability insurer"), blank=True)
    vat_number = models.CharField(_("VAT number"), max_length=20, blank=True)
    publication_director = models.CharField(_("publication director"), max_length=80, blank=True)
    authors = models.TextField(
        _("authors of the texts"),
        blank=True,
        help_text=_("Who wrote them and who checked them: names and professions."),
    )
    funding = models.TextField(
        _("who pays for the site"),
        blank=True,
        help_text=_("In a sentence, such as who pays for its making and its upkeep."),
    )
    host_name = models.CharField(_("host of the site"), max_length=80, blank=True)
    host_address = models.TextField(_("address of the host"), blank=True)
    host_phone = PhoneNumberField(_("telephone of the host"), blank=True)

    picture = models.ForeignKey(
        "pictures.Picture",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("picture"),
        help_text=_("Shown with the address, on the home page and the contact page."),
    )

    # Digital-economy law (LCEN), order of 30 May 2018 on fees, ethics code: docs/decisions.md.
    asked_by_law = [
        "phone",
        "email",
        "payment_means",
        "convention_sector",
        "order_registration",
        "insurer",
        "vat_number",
        "publication_director",
        "host_name",
        "host_address",
        "host_phone",
    ]
    # The Order's charter for websites, and what readers of health information look for.
    advised = [
        "rpps",
        "opening_hours",
        "access",
        "booking_url",
        "out_of_hours",
        "clinic",
        "authors",
        "funding",
    ]

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practice")
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1),
                name="practice_one_row",
                violation_error_message=_("There is one practice."),
            )
        ]

    def __str__(self):
        return self.name

    def missing(self, names: list[str]) -> list[str]:
        """The labels of those of the fields `names` that are empty in some language."""
        return [
            self._meta.get_field(name).verbose_name
            for name in names
            if not all(getattr(self, column) for column in columns_of(self, name))
        ]


class Qualification(Confirmable, Bilingual):
    """A diploma, title or post of the surgeon."""

    practice = models.ForeignKey(Practice, models.CASCADE, verbose_name=_("practice"))
    position = models.PositiveIntegerField(_("position"), default=0)
    text = models.CharField(_("qualification"), max_length=160)

    class Meta:
        verbose_name = _("qualification")
        verbose_name_plural = _("qualifications")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.text or ""


class Page(SearchResult, Bilingual):
    """A page of the site that is not about an operation: home, contact, legal pages…"""

    class Key(models.TextChoices):
        HOME = "home", _("home page")
        CONTACT = "contact", _("contact")
        CONTACT_SENT = "contact-sent", _("contact: after sending")
        GLOSSARY = "glossary", _("glossary")
        LEGAL_NOTICE = "legal-notice", _("legal notice")
        PRIVACY = "privacy", _("privacy")
        ACCESSIBILITY = "accessibility", _("accessibility")
        HISTORY = "history", _("history")

    key = models.CharField(_("page"), max_length=20, choices=Key, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=80)
    introduction = models.TextField(
        _("introduction"), blank=True, help_text=_("Shown large under the title.")
    )
    body = RunningTextField(_("text"), blank=True, heading=2)
    picture = models.ForeignKey(
        "pictures.Picture",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("picture"),
        help_text=_("Shown large under the title of the home page."),
    )
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    says_references = ["body"]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["pk"]

    def __str__(self):
        return self.get_key_display()

    def get_absolute_url(self):
        return reverse(self.key)

    def url_in(self, language: str) -> str:
        """The address of the page in `language` ("fr" or "en")."""
        with override(language):
            return self.get_absolute_url()

    @cached_property
    def references(self) -> References:
        """What `[[key]]` can stand for on these pages: what the settings say."""
        return References(amounts=said_by_settings())
