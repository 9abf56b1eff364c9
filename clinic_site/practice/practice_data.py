"""What search engines are told of the practice and its site, on every page."""

from django.conf import settings
from django.urls import reverse

from ..json_ld import thing
from .models import Practice

WEBSITE = f"{settings.SITE_URL}/#website"
PRACTICE = f"{settings.SITE_URL}/#practice"
PLASTIC_SURGERY = "https://schema.org/PlasticSurgery"


def physician(practice: Practice, says_all: bool, services: list[dict]) -> dict:
    """
    The practice; with `says_all` as the page's own address block tells it, else by its name.

    Qualifications are left out: a row does not say whether it is a diploma, a prize or a post.
    """
    name = thing(
        "Physician",
        PRACTICE,
        name=practice.name,
        url=settings.SITE_URL + reverse("home"),
        medicalSpecialty=PLASTIC_SURGERY,
    )
    if not says_all:
        return name
    address = thing(
        "PostalAddress",
        streetAddress=practice.street,
        postalCode=practice.postal_code,
        addressLocality=practice.city,
        addressCountry=practice.country,
    )
    rpps = thing("PropertyValue", propertyID="RPPS", value=practice.rpps)
    return name | thing(
        "Physician",
        address=address,
        telephone=practice.phone and practice.phone.as_international,
        email=practice.email,
        paymentAccepted=practice.payment_means,
        vatID=practice.vat_number,
        identifier=rpps if practice.rpps else None,
        availableService=services,
    )


def website(practice: Practice) -> dict:
    return thing(
        "WebSite",
        WEBSITE,
        url=f"{settings.SITE_URL}/",
        name=practice.name,
        inLanguage=[code for code, _name in settings.LANGUAGES],
        publisher={"@id": PRACTICE},
    )
