from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from procedures.models import Procedure, Term

from .models import Page


@require_safe
def home(request):
    page = get_object_or_404(Page, key=Page.Key.HOME)
    procedures = Procedure.objects.prefetch_related("fact_set", "source_set")
    return render(request, "practice/home.html", {"page": page, "procedures": procedures})


@require_safe
def page(request, key):
    page = get_object_or_404(Page, key=key)
    return render(request, f"practice/{key}.html", {"page": page})


@require_safe
def glossary(request):
    page = get_object_or_404(Page, key=Page.Key.GLOSSARY)
    terms = sorted(Term.objects.all(), key=lambda term: term.sort_key)
    return render(request, "practice/glossary.html", {"page": page, "terms": terms})
