from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from . import views

# Under the language's own prefix.
printed = [path(_("history/"), views.history, name="history")]

urlpatterns = [
    re_path(
        r"^editions/(?P<number>[0-9]{1,9})/(?P<path>(fr|en|media|static)/.*)$",
        views.past_page,
        name="past-page",
    ),
    re_path(
        r"^draft/(?P<token>[\w:-]{10,120})/(?P<path>((fr|en|media)/.*)?)$",
        views.draft_page,
        name="draft",
    ),
]
