"""Forms refuse a `[[key]]` that stands for nothing, or stands where none is read."""

from django.utils.translation import gettext as _

from procedures.references import keys_in

from .translations import columns_of, translated_names


def refuse_wrong_keys(form, known: set[str]) -> None:
    """
    Add an error to every text of `form` with a key that is not in `known`.

    Where the model does not name the field in `says_references`, the text is
    shown as it stands, and any key is refused.
    """
    for name in translated_names(form._meta.model):
        for column in columns_of(form.instance, name):
            keys = keys_in(form.cleaned_data.get(column))
            if name not in getattr(form._meta.model, "says_references", ()) and keys:
                form.add_error(column, _("This text is shown as it stands: write no [[key]] here."))
            elif keys - known:
                unknown = ", ".join(f"[[{key}]]" for key in sorted(keys - known))
                form.add_error(column, _("Nothing has the key %(keys)s.") % {"keys": unknown})
