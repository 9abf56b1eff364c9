"""The form in which staff add a picture, or put another in its place."""

from django import forms
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from ..bilingual_admin import BilingualForm
from .intake import take_in

NO_PATIENTS = _(
    "The practice, the team, the building. No patients, even if they agree, and nothing of before "
    "or after an operation: the Order of physicians does not allow it, a body can be recognised, "
    "and what was on the internet cannot be taken back. Of the team, only who has agreed in "
    "writing."
)
FILES = _(
    "JPEG, PNG or WebP; at most 10 MB and 40 megapixels. The place and the date that a phone "
    "notes in a picture are taken out."
)


class PictureField(forms.FileField):
    """A file that is a picture, by its content; it becomes a `Master`."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        return take_in(upload) if upload else None


class PictureForm(BilingualForm):
    upload = PictureField(
        label=capfirst(_("file")), help_text=format_lazy("{} {}", NO_PATIENTS, FILES)
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["upload"].required = False
            self.fields["upload"].label = capfirst(_("another file in its place"))

    def clean(self):
        cleaned = super().clean()
        for column in ("alt_fr", "alt_en"):
            if not (cleaned.get("is_decorative") or cleaned.get(column)):
                self.add_error(column, _("Say what the picture shows, or choose “decorative”."))
        return cleaned

    def full_clean(self):
        """No page can fill in a file: one that was chosen has to be chosen again."""
        super().full_clean()
        if self.errors and "upload" in self.files and "upload" not in self.errors:
            self.add_error(
                "upload", _("Choose the file again: browsers forget it when a form comes back.")
            )
