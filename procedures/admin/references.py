"""Forms refuse a `[[key]]` that stands for nothing."""

from django.utils.translation import gettext as _

from clinic_site.bilingual_admin import BilingualForm
from clinic_site.sortable_admin import NumberedFormSet
from clinic_site.translations import columns_of, translated_names

from ..models import Term
from ..references import keys_in


def posted_keys(data) -> set[str]:
    """The keys that facts and sources of the posted procedure will have once it is saved."""
    return {
        data.get(f"{prefix}-{number}-key", "").strip()
        for prefix in ("fact_set", "source_set")
        for number in range(int(data.get(f"{prefix}-TOTAL_FORMS") or 0))
        if not data.get(f"{prefix}-{number}-DELETE")
    }


def refuse_unknown_keys(form, known: set[str]) -> None:
    """Add an error to every text of `form` that refers to a key not in `known`."""
    for name in translated_names(form._meta.model):
        for column in columns_of(form.instance, name):
            if unknown := keys_in(form.cleaned_data.get(column)) - known:
                keys = ", ".join(f"[[{key}]]" for key in sorted(unknown))
                form.add_error(column, _("Nothing has the key %(keys)s.") % {"keys": keys})


def term_keys() -> set[str]:
    return set(Term.objects.values_list("key", flat=True))


class ProcedureForm(BilingualForm):
    def clean(self):
        super().clean()
        refuse_unknown_keys(self, posted_keys(self.data) | term_keys())


class ReferencingFormSet(NumberedFormSet):
    """Parts of a procedure, checked against the facts and sources sent with them."""

    def clean(self):
        super().clean()
        known = posted_keys(self.data) | term_keys()
        for form in self.forms:
            if hasattr(form, "cleaned_data"):
                refuse_unknown_keys(form, known)


class ComplicationForm(BilingualForm):
    def clean(self):
        super().clean()
        procedure = self.instance.procedure
        known = {*procedure.references.facts, *procedure.references.sources}
        refuse_unknown_keys(self, known | term_keys())
