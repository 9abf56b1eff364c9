"""The privacy page says what the site does: a setting that is changed changes the page."""

import pytest

from clinic_site.backups.thinning import MONTHLY

from .markup import text_of
from .site_pages import in_both_languages

pytestmark = pytest.mark.usefixtures("first_content")

PRIVACY = ("/fr/confidentialite/", "/en/privacy/")

CHANGED = {
    "RETENTION_DAYS": (30, "30 jours", "30 days"),
    "SENDER_HASH_HOURS": (48, "48 heures", "48 hours"),
    "CSRF_COOKIE_NAME": ("another-cookie", "nommé another-cookie.", "named another-cookie."),
    "CSRF_COOKIE_AGE": (6 * 3600, "après 6 heures.", "after 6 hours."),
    "NOTIFICATIONS_HOLD_TEXT": (
        False,
        "Un e-mail lui signale un message, sans rien contenir de ce que vous avez écrit.",
        "An e-mail tells it of a message, and holds nothing of what you wrote.",
    ),
    "SENTRY_DSN": ("https://key@o1.sentry.example/1", *[" service, o1.sentry.example, "] * 2),
}


@in_both_languages
@pytest.mark.parametrize("name", CHANGED)
def test_a_changed_setting_changes_the_page(client, settings, language, name):
    value, *words = CHANGED[name]
    words = words[["fr", "en"].index(language)]
    address = PRIVACY[["fr", "en"].index(language)]
    before = text_of(client.get(address).text, "main")

    setattr(settings, name, value)

    assert words not in before
    assert words in text_of(client.get(address).text, "main")


@in_both_languages
def test_the_page_says_how_long_backups_hold_a_message(client, language):
    months = {"fr": f"au plus {MONTHLY} mois de plus", "en": f"up to {MONTHLY} months more"}

    page = text_of(client.get(PRIVACY[["fr", "en"].index(language)]).text, "main")

    assert months[language] in page


@in_both_languages
def test_the_cookie_of_the_form_is_the_one_that_the_page_names(client, language):
    contact = {"fr": "/fr/contact/", "en": "/en/contact/"}[language]
    ((name, cookie),) = client.get(contact).cookies.items()

    page = text_of(client.get(PRIVACY[["fr", "en"].index(language)]).text, "main")

    assert f" {name}. " in page
    assert f" {cookie['max-age'] // 3600}" in page
