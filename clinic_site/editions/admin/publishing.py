"""The pages of the admin that print an edition, and show how far they are."""

import logging
from contextlib import suppress

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from clinic_site.translating.models import OutdatedText
from procedures import leaflet

from ..archive import Damaged
from ..changes import changes_since
from ..checks import Refused, manuscript_faults
from ..content import row_groups
from ..draft_link import VALID, draft_address, new_token
from ..models import Edition
from ..publishing import Overtaken, publish
from ..reprinting import put_back
from ..serving import current
from ..word_check import doubtful_words

logger = logging.getLogger(__name__)
HERE = "<!-- progress -->"


class EditionForm(forms.ModelForm):
    """What a publisher says of an edition."""

    class Meta:
        model = Edition
        fields = ["note_fr", "note_en", "medically_reviewed_on"]
        widgets = {
            "note_fr": forms.Textarea(attrs={"rows": 3, "lang": "fr"}),
            "note_en": forms.Textarea(attrs={"rows": 3, "lang": "en"}),
            "medically_reviewed_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def clean(self):
        cleaned = super().clean()
        texts = {name: (cleaned.get(name) or "").strip() for name in ("note_fr", "note_en")}
        for name, text in texts.items():
            if not text and any(texts.values()):
                self.add_error(name, _("Write the note in both languages, or in none."))
        return cleaned


def posted(request):
    """What a form is bound to: all that was sent, even if that is nothing."""
    return request.POST if request.method == "POST" else None


class Publishing:
    """The part of the admin of editions that prints them."""

    def add_view(self, request, form_url="", extra_context=None):
        """What waits to be published, what stands in the way, and the button."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        newest = Edition.objects.first()
        reviewed = newest and newest.medically_reviewed_on
        form = EditionForm(posted(request), initial={"medically_reviewed_on": reviewed})
        if form.is_valid():
            return self.print_edition(request, form, publish(form.save(commit=False)))
        groups = list(row_groups())
        context = {
            **self.admin_site.each_context(request),
            "title": _("Publish"),
            "opts": self.opts,
            "form": form,
            "newest": newest,
            "changes": changes_since(newest) if newest else None,
            "faults": manuscript_faults(groups),
            "doubtful_words": doubtful_words(groups),
            "no_leaflets": leaflet.missing(),
            "outdated": OutdatedText.objects.count(),
            "draft_link": request.build_absolute_uri(draft_address(new_token(), "fr/")),
            "draft_link_days": VALID.days,
        }
        return TemplateResponse(request, "admin/editions/publish.html", context)

    def put_back_view(self, request, number):
        """Ask before an old edition is put back, then print it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        old = get_object_or_404(Edition, number=number)
        if old == Edition.objects.first():
            return redirect("admin:editions_edition_changelist")
        form = EditionForm(posted(request))
        del form.fields["medically_reviewed_on"]
        if form.is_valid():
            return self.print_edition(request, form, put_back(old, form.save(commit=False)))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Put an edition back"),
            "opts": self.opts,
            "form": form,
            "old": old,
        }
        return TemplateResponse(request, "admin/editions/put_back.html", context)

    def print_edition(self, request, form, printing):
        """A page that grows while the edition is printed: it needs no script."""
        form.instance.published_by = request.user.get_full_name() or request.user.get_username()
        context = {
            **self.admin_site.each_context(request),
            "title": _("Publishing"),
            "opts": self.opts,
            "progress": HERE,
        }
        page = render_to_string("admin/editions/printing.html", context, request)
        response = StreamingHttpResponse(self.progress(request, form, printing, page))
        response["Cache-Control"] = "no-store"
        response["Content-Encoding"] = "identity"  # compressed, it would arrive all at once
        response["X-Accel-Buffering"] = "no"
        return response

    def progress(self, request, form, printing, page):
        head, tail = page.split(HERE)
        language = translation.get_language()
        edition = form.instance
        context = {"edition": edition}
        yield head
        try:
            for step in printing:
                yield f"<li>{step.done}/{step.total} {step.path}</li>\n"
        except Refused as refusal:
            context["faults"] = refusal.faults
        except Overtaken:
            context["newest"] = Edition.objects.first()
        except (OSError, Damaged) as error:
            logger.error("An edition could not be published. %s", error)
            context["again"] = form
        else:
            with suppress(OSError):  # each process looks for itself, again and again
                current.refresh()
            with translation.override(language):
                self.log_addition(request, edition, [{"added": {}}])
        with translation.override(language):
            yield tail.replace("<!-- result -->", render_to_string(RESULT, context, request))


RESULT = "admin/editions/_result.html"
