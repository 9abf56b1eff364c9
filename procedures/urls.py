from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import views

app_name = "procedures"
urlpatterns = [
    path(_("procedures/"), views.procedure_list, name="list"),
    path(_("procedures/page-<int:number>/"), views.procedure_list, name="list-page"),
    path(_("procedures/<slug:slug>/"), views.procedure_detail, name="detail"),
]
