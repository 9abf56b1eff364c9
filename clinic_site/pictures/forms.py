"""The form in which staff add a picture, or put another in its place."""

import logging

from django import forms
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from ..bilingual_admin import BilingualForm
from .intake import take_in
from .models import new_name

logger = logging.getLogger(__name__)

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
        """
        What can be stored is: a store that fails is told here, where what was typed is kept.

        No page can fill in a file: one that was chosen has to be chosen again.
        """
        super().full_clean()
        if self.is_bound and not self.errors:
            self.store()
        if self.errors and "upload" in self.files and "upload" not in self.errors:
            self.add_error(
                "upload", _("Choose the file again: browsers forget it when a form comes back.")
            )

    def store(self):
        """Keep what was made of the file, under a new name; its row follows, or nobody names it."""
        master = self.cleaned_data.get("upload")
        if not master:
            return
        try:
            self.stored = default_storage.save(new_name(".jpg"), ContentFile(master.body))
        except OSError as error:
            logger.error("A picture could not be stored. %s", error)
            self.add_error(
                "upload",
                _(
                    "The picture could not be stored. It is not your doing, and what you typed is "
                    "still here. Try again in a few minutes; if it lasts, tell whoever looks after "
                    "the site."
                ),
            )
