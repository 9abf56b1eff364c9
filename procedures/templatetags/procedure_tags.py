import re
from datetime import datetime

from django import template
from django.utils.html import strip_tags
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.utils.timezone import localtime

from ..personal_calendar.page import CalendarPage
from ..wording import say_clock, say_date, say_month, say_weekday

register = template.Library()


@register.filter
def say(text, references):
    """Plain text with its references replaced: `{{ step.text|say:references }}`."""
    return references.render(text)


@register.filter
def say_html(text, references):
    """Running text (sanitised when it was saved), its references replaced, its headings named."""
    return mark_safe(HEADING.sub(_with_id, references.render(mark_safe(text or ""))))


HEADING = re.compile(r"<(h[23])>(.*?)</\1>")


def _with_id(match):
    """A heading with an address of its own: `#lisez-a-votre-rythme`."""
    return f'<{match[1]} id="{slugify(strip_tags(match[2]))}">{match[2]}</{match[1]}>'


@register.filter
def in_full(moment):
    """A date as people write it: "1er mars 2026"."""
    return say_date(localtime(moment) if isinstance(moment, datetime) else moment)


@register.filter
def weekday_in_full(day):
    """A date to keep: "mardi 1er juin 2027"."""
    return say_weekday(day, with_year=True)


register.filter("weekday", say_weekday)
register.filter("month", say_month)
register.filter("clock", say_clock)


@register.simple_tag
def calendar_path(procedure, language):
    """Where the calendar of `procedure` is in `language`."""
    return CalendarPage(procedure).url_in(language)


@register.filter
def say_plain(text, references):
    """Text for places that hold no markup, such as a page's description."""
    return references.plain(text)


@register.filter
def dots(rate):
    """The path that covers `rate` of a hundred dots, row by row: a picture of "18 of 100"."""
    rows, rest = divmod(rate, 10)
    full = f"M0 0H100V{rows * 10:.0f}H0Z" if rows else ""
    part = f"M0 {rows * 10:.0f}H{rest * 10:.0f}v10H0Z" if rest else ""
    return full + part


@register.filter
def only(rows, condition):
    """The rows whose field has a value: `{{ steps|only:"phase=before" }}`."""
    name, value = condition.split("=")
    return [row for row in rows if getattr(row, name) == value]
