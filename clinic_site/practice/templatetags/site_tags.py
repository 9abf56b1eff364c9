from django import template
from django.conf import settings

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
