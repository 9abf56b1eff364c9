from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from .listing import ProcedureList, page_count
from .models import Procedure


@require_safe
def procedure_list(request, number=1):
    page = ProcedureList(number, last=page_count())
    if not 1 <= number <= page.last or request.path != page.get_absolute_url():  # "page-02"
        raise Http404
    return render(request, "procedures/list.html", {"page": page})


@require_safe
def procedure_detail(request, slug):
    procedure = get_object_or_404(Procedure.objects.by_slug(slug).with_page_content())
    return render(request, "procedures/detail.html", {"page": procedure})
