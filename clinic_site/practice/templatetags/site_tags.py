from django import template
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

from clinic_site.json_ld import as_script_text
from clinic_site.search_results import title_of

from ..structured_data import things_of

register = template.Library()


@register.simple_tag
def addresses(page):
    """The addresses of `page` in each language: a list of (code, path, absolute address)."""
    return [
        (code, path := page.url_in(code), settings.SITE_URL + path)
        for code, _name in settings.LANGUAGES
    ]


@register.simple_tag
def known_details(practice, *names):
    """(label, value) of those of the practice's fields that somebody has filled."""
    return [
        (practice._meta.get_field(name).verbose_name, getattr(practice, name))
        for name in names
        if getattr(practice, name)
    ]


@register.simple_tag
def search_title(page, practice):
    """What the page is called in a list of results, and in the browser's tab."""
    return title_of(page, practice.name)


@register.simple_tag(takes_context=True)
def structured_data(context, page, practice, edition):
    """What the page tells search engines, as the text of a script element that is data."""
    dates, listed = context.get("dates"), ("procedures", "terms")  # not every page has them
    since = dates.of(page.get_absolute_url()) if dates else None
    things = things_of(page, practice, edition, since, *(context.get(name, ()) for name in listed))
    return as_script_text(things)


LOCALES = {"fr": "fr_FR", "en": "en_GB"}


@register.simple_tag
def open_graph(page, language):
    """What messengers show of a link, as far as it is no text of the page."""
    (other,) = (code for code in LOCALES if code != language)
    home = page.get_absolute_url() == reverse("home")
    return {
        "type": "website" if home else "article",
        "url": settings.SITE_URL + page.get_absolute_url(),
        "locale": LOCALES[language],
        "other_locale": LOCALES[other],
        "image": settings.SITE_URL + static(f"share/{language}.png"),
    }
