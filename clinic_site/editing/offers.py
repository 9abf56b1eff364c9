"""What `[[key]]` can stand for in the texts of a form, as a list to choose from."""

from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import override

from ..translations import LANGUAGES


class Offer(NamedTuple):
    """A key that a text may refer to; what staff call it and what it says now, by language."""

    key: str
    kind: str
    kind_label: str | Promise
    label: dict[str, str]
    value: dict[str, str]


def in_each_language(say) -> dict[str, str]:
    """What `say` answers in each language."""
    said = {}
    for language in LANGUAGES:
        with override(language):
            said[language] = str(say())
    return said


class OffersReferences:
    """The part of a model's admin whose texts refer to keys: it answers a script with them."""

    def references_offered(self, row) -> list[Offer]:
        """What the texts of `row` may refer to; `row` is None while it is being added."""
        raise NotImplementedError

    def get_urls(self):
        view = self.admin_site.admin_view(self.offers_view)
        name = self.offers_name()
        return [
            path("references/", view, name=f"{name}_new"),
            path("<path:object_id>/references/", view, name=name),
            *super().get_urls(),
        ]

    def offers_name(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_references"

    def offers_view(self, request, object_id=None):
        row = self.get_object(request, object_id) if object_id else None
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        offers = [offer._asdict() for offer in self.references_offered(row)]
        for offer in offers:
            offer["kind_label"] = str(offer["kind_label"])
        return JsonResponse(offers, safe=False)

    def offers_address(self, row) -> str:
        if row is None:
            return reverse(f"admin:{self.offers_name()}_new")
        return reverse(f"admin:{self.offers_name()}", args=[row.pk])
