"""
The list of procedures says how many texts each lacks, and how many are outdated: its own, those
of its parts and of their figures.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import reduce
from operator import or_

from django.contrib.admin.views.main import ChangeList
from django.db.models import Count, F, Model, Q

from clinic_site.translations import lacks_translation, missing_translations

from ..models import Figure, Procedure

# How each kind of row leads to its procedure.
PATHS = {
    Procedure: "pk",
    **{relation.related_model: "procedure" for relation in Procedure._meta.related_objects},
    Figure: "complication__procedure",
}


class ProcedureChangeList(ChangeList):
    def get_results(self, request):
        """Count for the procedures of the page only: the list may have many pages."""
        super().get_results(request)
        pks = [procedure.pk for procedure in self.result_list]
        missing, outdated = missing_texts(pks), outdated_texts(pks)
        for procedure in self.result_list:
            procedure.missing_texts = missing[procedure.pk]
            procedure.outdated_texts = outdated[procedure.pk]


def missing_texts(pks: Iterable[int]) -> Counter[int]:
    """The number of missing texts by procedure; of all parts, only those that lack one are read."""
    pks, missing = list(pks), Counter()
    for model, path in PATHS.items():
        rows = model.objects.filter(lacks_translation(model), **{f"{path}__in": pks})
        for row in rows.annotate(of_procedure=F(path)):
            missing[row.of_procedure] += len(missing_translations(row))
    return missing


def outdated_texts(pks: Iterable[int]) -> Counter[int]:
    """The number of outdated texts by procedure, counted in the database."""
    pks, outdated = list(pks), Counter()
    for model, path in PATHS.items():
        rows = model.objects.filter(outdated__isnull=False, **{f"{path}__in": pks})
        counts = rows.order_by().values_list(path).annotate(count=Count("outdated"))
        outdated.update(dict(counts))
    return outdated


def of_any_part(condition: Callable[[type[Model]], Q]) -> Q:
    """The procedures of which some row, its own or a part's, meets the model's `condition`."""
    rows = [
        model.objects.filter(condition(model)).order_by().values(path)
        for model, path in PATHS.items()
    ]
    return reduce(or_, (Q(pk__in=each) for each in rows))
