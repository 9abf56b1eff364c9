from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from .leaflet import make_leaflet, missing
from .listing import ProcedureList, page_count
from .models import Procedure


@require_safe
def procedure_list(request, number=1):
    page = ProcedureList(number, last=page_count())
    if not 1 <= number <= page.last or request.path != page.get_absolute_url():  # "page-02"
        raise Http404
    return render(request, "procedures/list.html", {"page": page, "procedures": page.procedures()})


@require_safe
def procedure_detail(request, slug):
    procedure = get_object_or_404(Procedure.objects.by_slug(slug).with_page_content())
    context = {"page": procedure}
    if not missing():
        address = procedure.leaflet_in(get_language())
        pages = request.content.leaflets.get(address)  # known once it is printed
        context["leaflet"] = {"address": address, "pages": pages}
    return render(request, "procedures/detail.html", context)


@require_safe
def leaflet(request, slug):
    procedure = get_object_or_404(Procedure.objects.by_slug(slug).with_page_content())
    if missing():
        raise Http404
    made = make_leaflet(procedure, request.content.practice, request.content.edition)
    response = HttpResponse(made.body, content_type="application/pdf")
    response.page_count = made.pages  # for the link that leads here
    return response
