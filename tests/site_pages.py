"""The addresses of all public pages, French beside English."""

from collections.abc import Callable

import pytest

PROCEDURE = ("/fr/interventions/lifting-des-cuisses/", "/en/procedures/thigh-lift/")
CONTACT = ("/fr/contact/", "/en/contact/")
CALENDAR = (f"{PROCEDURE[0]}calendrier/", f"{PROCEDURE[1]}calendar/")
SENT = ("/fr/contact/merci/", "/en/contact/sent/")  # nobody need find it: not in the sitemap
IN_SITEMAP = [
    ("/fr/", "/en/"),
    CONTACT,
    ("/fr/glossaire/", "/en/glossary/"),
    ("/fr/mentions-legales/", "/en/legal-notice/"),
    ("/fr/confidentialite/", "/en/privacy/"),
    ("/fr/accessibilite/", "/en/accessibility/"),
    ("/fr/historique/", "/en/history/"),
    PROCEDURE,
    CALENDAR,
]
ADDRESSES = [address for pair in [*IN_SITEMAP, SENT] for address in pair]

in_both_languages = pytest.mark.parametrize("language", ["fr", "en"])


def language_of(address: str) -> str:
    return address[1:3]


def read(client, address: str) -> str:
    """The page as a visitor receives it; fails unless it is there."""
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def read_procedure(client, language: str) -> str:
    return read(client, PROCEDURE[["fr", "en"].index(language)])


def all_pages(client) -> dict[str, str]:
    """Every public page of the first content by its address; read once for all tests."""
    if not _pages:
        _pages.update({address: read(client, address) for address in ADDRESSES})
    return _pages


_pages: dict[str, str] = {}


def faults(client, check: Callable) -> dict[str, object]:
    """What `check(html, address)` finds wrong on each page; pages without fault left out."""
    found = {address: check(html, address) for address, html in all_pages(client).items()}
    return {address: fault for address, fault in found.items() if fault}
