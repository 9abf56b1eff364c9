from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from .models import Procedure


@require_safe
def procedure_detail(request, slug):
    procedure = get_object_or_404(Procedure.objects.by_slug(slug).with_page_content())
    return render(request, "procedures/detail.html", {"page": procedure})
