import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from .doubts import new_stamp
from .models import Enquiry, as_mail_servers_know

CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")


def one_line(value: str) -> None:
    """Refuse what could start a new header in an e-mail."""
    if CONTROL_CHARACTERS.search(value):
        raise ValidationError(_("Write this on one line."), code="one_line")


class EnquiryForm(forms.ModelForm):
    name = forms.CharField(
        label=_("Your name"),
        max_length=100,
        validators=[one_line],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": _("Write your name."),
            "max_length": _("Write your name in at most 100 characters."),
        },
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send an acknowledgement to it."),
        validators=[one_line],
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Write your e-mail address."),
            "invalid": _("Write a whole e-mail address, such as name@example.com."),
        },
    )
    phone = PhoneNumberField(
        label=_("Your telephone number"),
        required=False,
        help_text=_("From outside France, begin with + and the country code."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        error_messages={
            "invalid": _("Write a number such as 06 12 34 56 78 or +44 20 7946 0018."),
        },
    )
    answer_by = forms.ChoiceField(
        label=_("How shall we answer?"),
        choices=Enquiry.AnswerBy,
        initial=Enquiry.AnswerBy.EMAIL,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how we shall answer."),
            "invalid_choice": _("Choose how we shall answer."),
        },
    )
    subject = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[("", _("Choose a subject")), *Enquiry.Subject.choices],
        error_messages={
            "required": _("Choose a subject."),
            "invalid_choice": _("Choose a subject."),
        },
    )
    message = forms.CharField(
        label=_("Your message"),
        max_length=5000,
        strip=False,
        help_text=_(
            "Please send no medical details and no photographs. We speak of them in person."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": _("Write your message."),
            "max_length": _("Write your message in at most 5,000 characters."),
        },
    )
    consent = forms.BooleanField(
        label=_("I agree that the practice uses these details to answer me."),
        error_messages={"required": _("Tick this box so that we may use your details to answer.")},
    )

    required_css_class = "field--required"
    error_css_class = "field--invalid"

    class Meta:
        model = Enquiry
        fields = ["name", "email", "phone", "answer_by", "subject", "message"]

    @property
    def stamp(self) -> str:
        """When the form was opened: the visitor sends it back unseen."""
        return self.data.get("stamp") or new_stamp()

    def clean_email(self):
        try:
            return as_mail_servers_know(self.cleaned_data["email"])
        except UnicodeError as error:
            message = self.fields["email"].error_messages["invalid"]
            raise ValidationError(message, code="invalid") from error

    def clean_message(self):
        message = self.cleaned_data["message"]
        if not message.strip():
            raise ValidationError(_("Write your message."), code="required")
        return message

    def clean(self):
        cleaned = super().clean()
        asked_to_call = cleaned.get("answer_by") == Enquiry.AnswerBy.PHONE
        if asked_to_call and not cleaned.get("phone") and "phone" not in self.errors:
            self.add_error("phone", _("Write the number that we shall call."))
        return cleaned
