from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from procedures.listing import ON_HOME, with_summaries
from procedures.models import Procedure, Term

from .models import Page, Practice


@require_safe
def home(request):
    page = get_object_or_404(Page.objects.select_related("picture"), key=Page.Key.HOME)
    procedures = with_summaries(Procedure.objects.all()[: ON_HOME + 1])
    practice = Practice.objects.select_related("picture")
    context = {
        "page": page,
        "practice": practice.prefetch_related("qualification_set").first(),
        "procedures": procedures[:ON_HOME],
        "has_more": len(procedures) > ON_HOME,
    }
    return render(request, "practice/home.html", context)


@require_safe
def page(request, key):
    page = get_object_or_404(Page, key=key)
    return render(request, f"practice/{key}.html", {"page": page})


@require_safe
def glossary(request):
    page = get_object_or_404(Page, key=Page.Key.GLOSSARY)
    terms = sorted(Term.objects.all(), key=lambda term: term.sort_key)
    return render(request, "practice/glossary.html", {"page": page, "terms": terms})
