"""Opens and saves the admin's forms as a browser would, in English."""

import html as entities
import re

from django.core import serializers
from django.urls import reverse
from django.utils.translation import override

from procedures.models import Procedure

from .content_rows import rows
from .form_values import form_values

ENGLISH = {"accept-language": "en"}


def address(row, page: str = "change") -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk])


def page_of(admin_client, row=None) -> str:
    """The form of `row`, by default of the procedure, as HTML."""
    response = admin_client.get(address(row or Procedure.objects.get()), headers=ENGLISH)
    assert response.status_code == 200
    return response.content.decode()


def opened(admin_client, row=None) -> dict:
    """What a browser would send if the form of `row` were saved as it stands."""
    row = row or Procedure.objects.get()
    return form_values(page_of(admin_client, row), f"{row._meta.model_name}_form")


def saved(admin_client, values: dict, row=None):
    row = row or Procedure.objects.get()
    return admin_client.post(address(row), {**values, "_save": "Save"}, headers=ENGLISH)


def name_of(values: dict, row, column: str) -> str:
    """The name that `column` of `row` has on the procedure's form: `fact_set-3-lower`."""
    formset = f"{row._meta.model_name}_set"
    (prefix,) = (
        name.removesuffix("-id")
        for name, value in values.items()
        if name.startswith(f"{formset}-") and name.endswith("-id") and value == str(row.pk)
    )
    return f"{prefix}-{column}"


def errors_beside(html: str, field: str) -> str:
    """The words that the form shows beside the field, or nothing."""
    found = re.search(rf'<ul class="errorlist" id="id_{field}_error">(.*?)</ul>', html, re.DOTALL)
    return entities.unescape(" ".join(re.findall(r"<li>(.*?)</li>", found[1]))) if found else ""


def stored() -> dict[str, dict]:
    """Every row as it is stored, but for the moments of saving; no text is an empty text."""
    with override("fr"):  # a request leaves its language active
        data = serializers.serialize("python", rows())
    for row in data:
        row["fields"].pop("updated_at", None)
    return {
        f"{row['model']} {row['pk']}": {
            name: "" if value is None else value for name, value in row["fields"].items()
        }
        for row in data
    }


def change(client, row, **values):
    """Change fields of the form of `row` as a browser would."""
    response = saved(client, {**opened(client, row), **values}, row)
    assert response.status_code == 302


def change_part(client, part, **values):
    """Change a part on the form of its procedure."""
    form = opened(client)
    values = {name_of(form, part, name): value for name, value in values.items()}
    assert saved(client, {**form, **values}).status_code == 302
