from django.contrib import admin
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from ..models import Edition
from .looking_back import LookingBack
from .publishing import Publishing


class PublisherFilter(admin.AllValuesFieldListFilter):
    """The first edition is published by nobody with a name: a link needs some words."""

    def choices(self, changelist):
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or self.empty_value_display}


@admin.register(Edition)
class EditionAdmin(Publishing, LookingBack, admin.ModelAdmin):
    """Editions can be read, compared and put back. Nobody changes or deletes one."""

    list_display = [
        "title",
        "published_at",
        "published_by",
        "note",
        "medically_reviewed_on",
        "pages",
    ]
    list_filter = ["published_at", ("published_by", PublisherFilter)]
    search_fields = ["note_fr", "note_en", "published_by"]
    list_per_page = 25
    fields = [
        "number",
        "published_at",
        "published_by",
        "note_fr",
        "note_en",
        "medically_reviewed_on",
        "puts_back",
        "manuscript_of",
        "sha256",
    ]

    change_form_template = "admin/editions/edition.html"
    change_list_template = "admin/editions/list.html"

    def get_urls(self):
        def own(route, view, name):
            return path(route, self.admin_site.admin_view(view), name=f"editions_edition_{name}")

        return [
            own("compare/", self.compare_view, "compare"),
            own("on-date/", self.on_date_view, "on_date"),
            own("<int:number>/put-back/", self.put_back_view, "put_back"),
            *super().get_urls(),
        ]

    @admin.display(description=_("edition"), ordering="number")
    def title(self, edition):
        return edition.number

    @admin.display(description=_("pages"))
    def pages(self, edition):
        address = reverse("past-page", args=[edition.number, "fr/"])
        return format_html('<a href="{}">{}</a>', address, _("read"))

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("puts_back")

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["is_newest"] = obj == Edition.objects.first()
        context["may_publish"] = self.has_add_permission(request)
        context["before"] = Edition.objects.filter(number__lt=obj.number).first()
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
