from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import views

app_name = "procedures"
urlpatterns = [path(_("procedures/<slug:slug>/"), views.procedure_detail, name="detail")]
