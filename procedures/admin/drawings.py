"""The drawing that a scar is shown with, beside the choice of it."""

from django import forms
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from ..leaflet import read_static
from ..models import ScarType


class DrawingSelect(forms.Select):
    """A choice with the picture of what is chosen; a script changes the picture with it."""

    template_name = "admin/editing/drawing_select.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        address = reverse("admin:drawing", args=["choice"])
        context["drawings"] = address
        context["drawing"] = value and address.replace("choice", value)
        context["label"] = dict(ScarType.Drawing.choices).get(value, "")
        return context


class ShowsDrawing:
    """The part of an inline that draws what is chosen."""

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "drawing":
            kwargs["widget"] = DrawingSelect
        return super().formfield_for_choice_field(db_field, request, **kwargs)


def drawing_view(request, drawing):
    """The drawing as a picture of its own: from the front, the inner side and the back."""
    if drawing not in ScarType.Drawing.values:
        raise Http404
    context = {"drawing": drawing, "style": read_static("css/leaflet-pictures.css").decode()}
    picture = render_to_string("admin/editing/drawing.svg", context, request)
    return HttpResponse(picture, content_type="image/svg+xml")
