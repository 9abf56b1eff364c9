from adminsortable2.admin import SortableAdminBase
from django.contrib import admin
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..bilingual_admin import BilingualAdmin, BilingualForm
from ..editing.offers import Offer, OffersReferences, in_each_language
from ..referencing_admin import refuse_wrong_keys
from ..sortable_admin import SortableBilingualInline
from ..translations import LANGUAGES
from .models import Page, Practice, Qualification
from .said_by_settings import LABELS, said_by_settings


class QualificationInline(SortableBilingualInline):
    model = Qualification
    rows = ["text", ("to_confirm", "position")]


@admin.register(Practice)
class PracticeAdmin(SortableAdminBase, BilingualAdmin):
    rows = [
        "name",
        "speciality",
        ("street", "postal_code", "city"),
        "country",
        ("phone", "email", "booking_url"),
        "opening_hours",
        "access",
        "out_of_hours",
        "clinic",
        "picture",
        "payment_means",
        "convention_sector",
        ("rpps", "vat_number", "publication_director"),
        "order_registration",
        "insurer",
        "authors",
        "funding",
        ("host_name", "host_phone"),
        "host_address",
    ]
    inlines = [QualificationInline]

    def changelist_view(self, request, extra_context=None):
        """There is one practice: its list is its form."""
        return redirect(reverse("admin:practice_practice_change", args=[1]))

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class PageForm(BilingualForm):
    def clean(self):
        super().clean()
        refuse_wrong_keys(self, set(self.instance.references.amounts))


@admin.register(Page)
class PageAdmin(OffersReferences, BilingualAdmin):
    form = PageForm
    rows = ["title", "search_title", "description", "introduction", "picture", "body"]
    list_display = ["__str__", "title", "translations", "updated_at"]
    search_fields = [
        f"{name}_{language}"
        for name in ("title", "description", "introduction", "body")
        for language in LANGUAGES
    ]

    def references_offered(self, page):
        """What the privacy page says of the site itself."""
        return [
            Offer(
                key,
                "amount",
                _("said by the settings"),
                in_each_language(lambda key=key: LABELS[key]),
                in_each_language(lambda key=key: said_by_settings()[key]),
            )
            for key in LABELS
        ]

    def get_fieldsets(self, request, obj=None):
        """Only the home page has a place for a picture."""
        ((name, options),) = super().get_fieldsets(request, obj)
        if obj and obj.key != Page.Key.HOME:
            options["fields"].remove("picture")
        return [(name, options)]

    def view_on_site(self, page):
        return page.get_absolute_url()

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
