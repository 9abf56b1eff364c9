import json
import re
from contextlib import contextmanager
from functools import partial

import reversion
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError

from ..family import paths, root_of, root_pks
from ..recording import recorded


class RecordsChanges:
    """
    Every view that changes rows makes revisions, whatever way it changes them.

    What the rows were is compared with what they are, since dragging and bulk
    actions update rows without a signal.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for model, _path in paths(root_of(self.model)):
            if not reversion.is_registered(model):
                reversion.register(model)
        if hasattr(self, "update_order"):  # adminsortable2's, for lists ordered by dragging
            self.update_order = partial(self.recorded_order, self.update_order)

    @contextmanager
    def recording(self, request, pks, parts=True):
        """Record what happens to the rows of this admin with the keys `pks`, and offer to undo."""
        roots = root_pks(self.model, pks) if pks else []
        with recorded(root_of(self.model), roots, request.user, parts) as recording:
            request.recording = recording
            yield recording
        self.offer_undo(request, recording.revisions)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        view = partial(super().changeform_view, request, object_id, form_url, extra_context)
        if request.method != "POST":
            return view()
        with self.recording(request, self.known_pks([object_id] if object_id else [])):
            return view()

    def log_addition(self, request, row, message):
        """A row that is being added has its key from here on."""
        if recording := getattr(request, "recording", None):
            recording.pks.update(root_pks(self.model, [row.pk]))
        return super().log_addition(request, row, message)

    def delete_view(self, request, object_id, extra_context=None):
        view = partial(super().delete_view, request, object_id, extra_context)
        if request.method != "POST":
            return view()
        with self.recording(request, self.known_pks([object_id])):
            return view()

    def changelist_view(self, request, extra_context=None):
        extra_context = {**self.deleted_link(request), **(extra_context or {})}
        view = partial(super().changelist_view, request, extra_context)
        if request.method != "POST":
            return view()
        moves = any(name.startswith("move_to_") for name in request.POST.getlist("action"))
        if moves or "1" in request.POST.getlist("select_across"):
            pks = list(self.get_queryset(request).values_list("pk", flat=True))
        else:
            pks = self.known_pks(posted_pks(request, self.opts.pk.name))
        with self.recording(request, pks, parts=not moves):
            return view()

    def recorded_order(self, update_order, request):
        """Dragging rows of a list changes themselves, not their parts; the admin logs nothing."""
        if request.method != "POST" or not self.has_change_permission(request):
            return update_order(request)
        try:
            moved = [item[0] for item in json.loads(request.body)["updatedItems"]]
        except (ValueError, KeyError, TypeError, IndexError):
            moved = []
        with self.recording(request, self.known_pks(moved), parts=False) as recording:
            response = update_order(request)
        if recording.revisions:
            row = self.get_queryset(request).get(pk=moved[0])
            self.log_change(request, row, [{"changed": {"fields": ["position"]}}])
        return response

    def known_pks(self, texts) -> list:
        """Those of `texts`, as an address or a form has sent them, that can be keys."""
        found = []
        for text in texts:
            try:
                found.append(self.opts.pk.to_python(unquote(str(text))))
            except ValidationError:
                continue
        return found


def posted_pks(request, pk_name: str) -> list[str]:
    """The rows that a list's form is about: those ticked, and those with fields of their own."""
    edited = [
        value
        for name, value in request.POST.items()
        if re.fullmatch(rf"form-\d+-{pk_name}", name) and value
    ]
    return [*request.POST.getlist(ACTION_CHECKBOX_NAME), *edited]
