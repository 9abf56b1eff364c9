from functools import partial

from django.contrib import admin
from django.db import transaction
from django.forms import Script
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from ..bilingual_admin import BilingualAdmin
from ..launch import describe, form_url
from .forms import PictureForm
from .models import Picture
from .variants import begin

# How rows that show a picture are found from it, with what they are named and edited by.
SHOWN_BY = ["page_set", "practice_set", "section_set__procedure"]


@admin.register(Picture)
class PictureAdmin(BilingualAdmin):
    form = PictureForm
    rows = [
        "preview",
        "upload",
        "alt",
        "is_decorative",
        ("focal_x", "focal_y"),
        "caption",
        "used_in",
    ]
    list_display = ["thumbnail", "__str__", "used_in", "size", "translations"]
    list_display_links = ["thumbnail", "__str__"]
    list_per_page = 25
    search_fields = ["alt_fr", "alt_en", "caption_fr", "caption_en"]
    list_filter = ["is_decorative"]
    readonly_fields = ["preview", "used_in"]

    class Media:
        js = [Script("js/focal-point.js", type="module")]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related(*SHOWN_BY)

    def get_fieldsets(self, request, obj=None):
        ((name, options),) = super().get_fieldsets(request, obj)
        if obj is None:
            options["fields"] = [
                row for row in options["fields"] if row not in self.readonly_fields
            ]
        return [(name, options)]

    def save_model(self, request, picture, form, change):
        """Name the file that the form has stored; its smaller ones are made after the answer."""
        master = form.cleaned_data.get("upload")
        if master:
            picture.width, picture.height, picture.variants = master.width, master.height, ""
            picture.file = form.stored
        super().save_model(request, picture, form, change)
        if master:
            transaction.on_commit(partial(begin, picture.pk))

    @admin.display(description=_("picture"))
    def thumbnail(self, picture):
        address = picture.smallest_url
        return format_html('<img class="thumbnail" src="{}" alt="{}">', address, picture)

    @admin.display(description=_("picture"))
    def preview(self, picture):
        return format_html(
            '<div class="focal" data-focal><img class="focal__picture" src="{}" width="{}" '
            'height="{}" alt="{}"></div><p class="focal__help">{}</p>',
            picture.url,
            picture.width,
            picture.height,
            picture.shown_alt or "",
            _("Click on what must stay in sight, or type the two numbers below."),
        )

    @admin.display(description=_("shown"))
    def used_in(self, picture):
        rows = [row for name in SHOWN_BY for row in getattr(picture, name.partition("__")[0]).all()]
        links = [(form_url(row), describe(row)) for row in rows]
        return format_html_join(mark_safe("<br>"), '<a href="{}">{}</a>', links) or _("nowhere yet")

    @admin.display(description=_("size"))
    def size(self, picture):
        return f"{picture.width} × {picture.height}"
