"""A row for every page of the admin to show."""

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType

from procedures.models import Procedure, ScarType

from .enquiries import make_enquiry
from .people import make_person
from .pictures import make_picture
from .publish import publish_now


def something_of_everything() -> tuple[dict[str, int], dict[str, list]]:
    """Rows by model and arguments by address, as `roles.addresses` takes them."""
    make_picture((30, 20))
    publish_now()
    make_enquiry()
    account = make_person("Editors", "somebody")
    rows = {
        f"{model._meta.app_label}_{model._meta.model_name}": model.objects.first().pk
        for model in admin.site._registry
    }
    rows["auth_user"] = account.pk
    procedure = Procedure.objects.get()
    page = ContentType.objects.get_for_model(Procedure).pk
    return rows, {
        "app_list": ["procedures"],
        "view_on_site": [page, procedure.pk],
        "editions_edition_put_back": [1],
        "guide-picture": ["guide-front-fr"],
        "drawing": [ScarType.Drawing.values[0]],
    }
