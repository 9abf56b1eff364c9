"""What a form says beside a text whose language is behind."""

from django.forms import ModelForm
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from .models import OutdatedText
from .recording import still_the_same

# Whole sentences: languages are declined and capitalised as no placeholder could be.
BEHIND = {
    "fr": (_("Outdated: the English was changed on %s."), _("The French still says the same.")),
    "en": (_("Outdated: the French was changed on %s."), _("The English still says the same.")),
}


def say_outdated(form: ModelForm) -> None:
    """A badge and a box beside each text of `form` that is behind."""
    for mark in form.instance.outdated.all():
        if field := form.fields.get(mark.column):
            field.help_text = format_html("{} {}", badge(form, mark), field.help_text)


def badge(form: ModelForm, mark: OutdatedText) -> str:
    name = still_the_same(form, mark.field)
    behind, same = BEHIND[mark.language]
    return format_html(
        '<strong class="outdated">{}</strong> '
        '<label class="still-the-same"><input type="checkbox" name="{}"{}> {}</label>',
        behind % date_format(localtime(mark.since), "DATE_FORMAT"),
        name,
        " checked" if name in form.data else "",
        same,
    )
