from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import views
from .personal_calendar.views import calendar, calendar_file

app_name = "procedures"
urlpatterns = [
    path(_("procedures/"), views.procedure_list, name="list"),
    path(_("procedures/page-<int:number>/"), views.procedure_list, name="list-page"),
    path(_("procedures/<slug:slug>/"), views.procedure_detail, name="detail"),
    path(_("procedures/<slug:slug>.pdf"), views.leaflet, name="leaflet"),
    path(_("procedures/<slug:slug>/calendar/"), calendar, name="calendar"),
    path(_("procedures/<slug:slug>/calendar/calendar.ics"), calendar_file, name="calendar-file"),
]
