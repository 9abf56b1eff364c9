from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from clinic_site.live import live

from .due import due
from .forms import OperationForm
from .ics import to_ical
from .law import reflection
from .page import CalendarPage
from .plan import make_plan


def from_a_form(view):
    """
    Mark a view that answers a form whose date is health data: it is neither cached nor reported.

    No token protects the form: the answer changes nothing, and the page is printed for all.
    """
    view = require_http_methods(["GET", "HEAD", "POST"])(view)
    return live(csrf_exempt(never_cache(sensitive_post_parameters()(view))))


@from_a_form
def calendar(request, slug):
    procedure = procedure_or_404(request, slug)
    form = None
    if not request.content.is_for_keeps:
        form = OperationForm(request.POST if request.method == "POST" else None)
    return page(request, procedure, form)


@from_a_form
def calendar_file(request, slug):
    procedure = procedure_or_404(request, slug)
    if request.method != "POST":
        return redirect("procedures:calendar", slug=procedure.slug)
    form = OperationForm(request.POST)
    if not form.is_valid():
        return page(request, procedure, form)
    plan = make_plan(procedure, form.operation)
    content = to_ical(plan, request.content.practice, is_discreet="discreet" in request.POST)
    name = request.path.rpartition("/")[2]
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


def page(request, procedure, form):
    """The page; with the dates of a form that is valid, otherwise with the plan in words."""
    has_days = form is not None and form.is_valid()
    plan = make_plan(procedure, form.operation if has_days else None)
    context = {"page": CalendarPage(procedure), "form": form, "plan": plan}
    if has_days:
        context |= {"due": due(plan, timezone.localdate()), "reflection": reflection(plan)}
    return render(request, "procedures/calendar/page.html", context)


def procedure_or_404(request, slug):
    """The procedure as the edition tells it, or the manuscript for staff."""
    procedure = request.content.procedure(slug)
    if procedure is None:
        raise Http404
    return procedure
