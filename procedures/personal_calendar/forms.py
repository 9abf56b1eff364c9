"""What a patient types to have a plan with days. It is computed with, and kept nowhere."""

from datetime import date, datetime

from dateutil.relativedelta import relativedelta
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .moments import Operation, exists

FURTHEST = relativedelta(years=10)  # beyond, a year was mistyped
# What a browser's own field sends, then what people type where there is none.
DAYS = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %m %Y", "%d/%m/%y"]
CLOCKS = ["%H:%M", "%H:%M:%S", "%Hh%M", "%H h %M", "%H.%M", "%Hh", "%H h", "%H"]


class NativeInput(forms.TextInput):
    """The browser's own field of a kind; a plain one for what it would not show."""

    kinds = {"date": "%Y-%m-%d", "time": "%H:%M"}

    def __init__(self, kind: str):
        super().__init__()
        self.kind = kind

    def value_from_datadict(self, data, files, name):
        """Without the space that a phone's keyboard adds, so that it alone counts as nothing."""
        return (super().value_from_datadict(data, files, name) or "").strip()

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["type"] = self.kind if self._shows(value) else "text"
        return context

    def _shows(self, value: str | None) -> bool:
        form = self.kinds[self.kind]
        try:
            return not value or datetime.strptime(value, form).strftime(form) == value
        except ValueError:
            return False


def near(day: date) -> None:
    """Refuse a day so far away that its year must be mistyped."""
    today = timezone.localdate()
    if not today - FURTHEST <= day <= today + FURTHEST:
        raise ValidationError(_("Check the year: this day is more than ten years away."), "far")


class OperationForm(forms.Form):
    """The day of an operation and, for those who know them, the hour and the day of the quote."""

    day = forms.DateField(
        label=_("Date of your operation"),
        input_formats=DAYS,
        validators=[near],
        widget=NativeInput("date"),
        error_messages={
            "required": _("Give the date of your operation."),
            "invalid": _("Give a date that exists, such as 15/06/2027."),
        },
    )
    arrival = forms.TimeField(
        label=_("Time at which you must arrive"),
        help_text=_(
            "If you know it. The hour from which not to eat or drink is counted back from it. The "
            "anaesthetist’s own instructions come first."
        ),
        required=False,
        input_formats=CLOCKS,
        widget=NativeInput("time"),
        error_messages={"invalid": _("Give a time such as 7:30.")},
    )
    quote = forms.DateField(
        label=_("Day on which you received the quote"),
        help_text=_("If you have it. It gives you the first day that the law allows."),
        required=False,
        input_formats=DAYS,
        validators=[near],
        widget=NativeInput("date"),
        error_messages={"invalid": _("Give a date that exists, such as 15/06/2027.")},
    )

    required_css_class = "field--required"
    error_css_class = "field--invalid"

    def clean(self):
        cleaned = super().clean()
        day, arrival = cleaned.get("day"), cleaned.get("arrival")
        if day and arrival and not exists(day, arrival):
            message = _("That night clocks go forward, and this time does not exist.")
            self.add_error("arrival", message)
        return cleaned

    @property
    def operation(self) -> Operation:
        """What a valid form says."""
        return Operation(*(self.cleaned_data[name] for name in Operation._fields))
