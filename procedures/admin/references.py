"""Which keys the texts of a procedure may refer to, in the forms that edit them."""

from clinic_site.bilingual_admin import BilingualForm
from clinic_site.referencing_admin import refuse_wrong_keys
from clinic_site.sortable_admin import NumberedFormSet

from ..models import Term


def posted_keys(data) -> set[str]:
    """The keys that facts and sources of the posted procedure will have once it is saved."""
    total = {
        prefix: data.get(f"{prefix}-TOTAL_FORMS") or "" for prefix in ("fact_set", "source_set")
    }
    return {
        data.get(f"{prefix}-{number}-key", "").strip()
        for prefix, count in total.items()
        for number in range(int(count) if count.isdecimal() else 0)
        if not data.get(f"{prefix}-{number}-DELETE")
    }


def term_keys() -> set[str]:
    return set(Term.objects.values_list("key", flat=True))


def keys_of(procedure) -> set[str]:
    """The keys that a saved procedure's texts may refer to."""
    return {*procedure.references.facts, *procedure.references.sources, *term_keys()}


class ProcedureForm(BilingualForm):
    def clean(self):
        super().clean()
        refuse_wrong_keys(self, posted_keys(self.data) | term_keys())


class PartFormSet(NumberedFormSet):
    """Parts of a procedure, checked against the facts and sources sent with them."""

    def known_keys(self) -> set[str]:
        return posted_keys(self.data) | term_keys()

    def clean(self):
        super().clean()
        known = self.known_keys()
        for form in self.forms:
            if hasattr(form, "cleaned_data"):
                refuse_wrong_keys(form, known)


class FigureFormSet(PartFormSet):
    def known_keys(self) -> set[str]:
        return keys_of(self.instance.procedure)


class ComplicationForm(BilingualForm):
    def clean(self):
        super().clean()
        refuse_wrong_keys(self, keys_of(self.instance.procedure))


class TermForm(BilingualForm):
    def clean(self):
        super().clean()
        refuse_wrong_keys(self, set())
