"""What pages and the admin's lists cost, with a number of procedures."""

from functools import partial

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import translation

from clinic_site.editions.content import Manuscript
from clinic_site.editions.printing import render
from procedures.models import Procedure

from .copies import fill_up
from .visits import Cost, client_of, cost

PUBLIC = {"Home": "home", "Glossary": "glossary", "Contact": "contact"}
ADMIN = {
    "Admin's front page": "index",
    "Launch page": "launch",
    "Admin's list of procedures": "procedures_procedure_changelist",
    "Admin's list of complications": "procedures_complication_changelist",
    "Admin's list of editions": "editions_edition_changelist",
}


def costs_with(count: int) -> dict[str, Cost]:
    """By page, with `count` procedures; the copies have two parts of each kind."""
    fill_up(count, parts=2)
    found = {}
    for language in ("fr", "en"):
        with translation.override(language):
            paths = {name: reverse(view) for name, view in PUBLIC.items()}
            paths["Procedure"] = Procedure.objects.first().get_absolute_url()
            if count > 10:
                paths["List of procedures"] = reverse("procedures:list")
        for name, path in paths.items():
            found[f"{name}, {language}"] = cost(lambda path=path: render(path, Manuscript()))
    client = client_of(User.objects.get_or_create(username="staff", **ALLOWED)[0])
    for name, view in ADMIN.items():
        found[name] = cost(partial(client.get, reverse(f"admin:{view}")))
    return found


ALLOWED = {"is_staff": True, "is_superuser": True}
