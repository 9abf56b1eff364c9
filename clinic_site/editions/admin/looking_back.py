"""The pages of the admin that compare editions, and tell what a page said on a day."""

from datetime import datetime, time, timedelta

from django import forms
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...comparison import Change, compare
from ..archive import read_pages
from ..models import Edition


class CompareForm(forms.Form):
    before = forms.ModelChoiceField(Edition.objects.all(), label=_("Before"))
    after = forms.ModelChoiceField(Edition.objects.all(), label=_("After"))


class OnDateForm(forms.Form):
    page = forms.ChoiceField(label=_("Page"))
    day = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, data, pages):
        super().__init__(data)
        self.fields["page"].choices = [(page, page) for page in pages]


class LookingBack:
    """The part of the admin of editions that reads them."""

    def compare_view(self, request):
        """Two editions, page by page: only the pages that differ in what they say."""
        self.require_view(request)
        form = CompareForm(request.GET or None)
        context = {"title": _("Compare two editions"), "form": form}
        if form.is_valid():
            context |= form.cleaned_data
            context["pages"] = differences(**form.cleaned_data)
        return self.answer(request, "admin/editions/compare.html", context)

    def on_date_view(self, request):
        """The editions that patients could read on a day, each with the page in question."""
        self.require_view(request)
        newest = Edition.objects.first()
        pages = sorted(read_pages(newest)) if newest else []
        form = OnDateForm(request.GET or None, pages)
        context = {"title": _("What did a page say on a day?"), "form": form}
        if form.is_valid():
            context |= form.cleaned_data
            context["editions"] = [
                (edition, form.cleaned_data["page"] in read_pages(edition))
                for edition in editions_on(form.cleaned_data["day"])
            ]
        return self.answer(request, "admin/editions/on_date.html", context)

    def require_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied

    def answer(self, request, template, context):
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, template, context)


def differences(before: Edition, after: Edition) -> list[tuple[str, list[Change]]]:
    """The pages that say something else in `after` than in `before`, each with what differs."""
    old, new = read_pages(before), read_pages(after)
    changed = [page for page in sorted(old | new) if old.get(page) != new.get(page)]
    compared = [(page, compare(old.get(page, ""), new.get(page, ""))) for page in changed]
    return [(page, changes) for page, changes in compared if changes]


def editions_on(day) -> list[Edition]:
    """Those that were current at some moment of `day` (Paris time), the latest first."""
    start = timezone.make_aware(datetime.combine(day, time.min))
    before = Edition.objects.filter(published_at__lt=start).first()
    during = Edition.objects.filter(
        published_at__gte=start, published_at__lt=start + timedelta(days=1)
    )
    return [*during, *filter(None, [before])]
