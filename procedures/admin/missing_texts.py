"""The list of procedures says how many texts each lacks, its parts and their figures included."""

from collections import Counter
from collections.abc import Iterable

from django.contrib.admin.views.main import ChangeList
from django.db.models import F

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
        missing = missing_texts(procedure.pk for procedure in self.result_list)
        for procedure in self.result_list:
            procedure.missing_texts = missing[procedure.pk]


def missing_texts(pks: Iterable[int]) -> Counter[int]:
    """The number of missing texts by procedure; of all parts, only those that lack one are read."""
    pks, missing = list(pks), Counter()
    for model, path in PATHS.items():
        rows = model.objects.filter(lacks_translation(model), **{f"{path}__in": pks})
        for row in rows.annotate(of_procedure=F(path)):
            missing[row.of_procedure] += len(missing_translations(row))
    return missing
