"""Rows that staff order by dragging, or by typing a number."""

from adminsortable2.admin import CustomInlineFormSet, SortableInlineAdminMixin
from django import forms

from .bilingual_admin import BilingualStackedInline


class NumberedFormSet(CustomInlineFormSet):
    """Shows the position that dragging changes, so that a keyboard can change it too."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        for form in [*self.forms, self.empty_form]:
            self.show_position(form)

    def show_position(self, form):
        field = form.fields[self.default_order_field]
        field.widget = forms.NumberInput(attrs={"class": "_reorder_", "min": 0})
        field.is_hidden = False


class SortableBilingualInline(SortableInlineAdminMixin, BilingualStackedInline):
    formset = NumberedFormSet
    template = "adminsortable2/edit_inline/stacked-django-5.2.html"
