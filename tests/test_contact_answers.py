"""Names, numbers and messages as people have them; and as attackers send them."""

from email import message_from_bytes
from email.utils import getaddresses

import pytest
from django.core import mail
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clinic_site.contact.delivery import acknowledgement, practice_message
from clinic_site.contact.forms import EnquiryForm
from clinic_site.contact.models import Enquiry
from clinic_site.practice.models import Practice

from .contact_page import FORM, SENT, Elements, typed

pytestmark = pytest.mark.usefixtures("first_content")

OF_EVERY_MESSAGE = [
    "Content-Transfer-Encoding",
    "Content-Type",
    "Date",
    "From",
    "MIME-Version",
    "Message-ID",
    "Subject",
    "To",
]
TO_THE_PRACTICE = sorted([*OF_EVERY_MESSAGE, "Reply-To"])
TO_THE_VISITOR = sorted([*OF_EVERY_MESSAGE, "Auto-Submitted", "Content-Language"])
BREAKS = ["\r\n", "\n", "\r", "\0", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"]


def headers(message) -> list[str]:
    """The names of the headers that a mail program finds in the message."""
    return sorted(message_from_bytes(message.message().as_bytes()).keys())


@pytest.mark.parametrize(
    ("number", "stored"),
    [
        ("06 12 34 56 78", "+33612345678"),
        ("0612345678", "+33612345678"),
        ("06.12.34.56.78", "+33612345678"),
        ("+33 6 12 34 56 78", "+33612345678"),
        ("+33 (0)6 12 34 56 78", "+33612345678"),
        ("0033 6 12 34 56 78", "+33612345678"),
        ("+44 20 7946 0018", "+442079460018"),
        ("+1 202 456 1111", "+12024561111"),
        (" 06\u00a012\u00a034\u00a056\u00a078 ", "+33612345678"),
    ],
)
def test_a_telephone_number_is_taken_as_people_write_it(client, number, stored):
    client.post(FORM["fr"], typed(phone=number, answer_by="phone"))

    assert [str(enquiry.phone.as_e164) for enquiry in Enquiry.objects.all()] == [stored]


MESSAGE = "Bonjour,\r\n\r\n  deux espaces, une tabulation\t!"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Zoé Ünal-Łęcka", MESSAGE),
        ("D’Arcy O'Neil", MESSAGE),
        ("ليلى حداد", MESSAGE),
        ("王小明", MESSAGE),
        ("Léa 😀", MESSAGE),
        ('Ann "Nan" Li, MD', MESSAGE),
        ("Zoé", "\r\nÀ bientôt 😀 ليلى 王小明 l’été l'hiver\r\n"),
        ("Zoé", "<b>&amp;</b> {{ name }} {% now %} %s [[retention]]"),
        ("Zoé", "x" * 1500),
        ("é" * 100, "é" * 5000),
    ],
)
def test_any_name_and_message_is_stored_unaltered(client, name, message):
    response = client.post(FORM["en"], typed(name=name, message=message))

    assert response.headers.get("Location") == SENT["en"]
    assert list(Enquiry.objects.values_list("name", "message")) == [(name, message)]
    assert len(mail.outbox) == 2


def test_a_message_that_is_too_long_is_refused_and_not_lost(client):
    message = "é" * 5001

    response = client.post(FORM["en"], typed(message=message))

    assert Elements(response).values() == typed(message=message)
    assert list(response.context["form"].errors) == ["message"]
    assert Enquiry.objects.count() == 0


def test_an_address_with_an_accented_domain_is_answered(client):
    client.post(FORM["fr"], typed(email="zoe@société.fr"))

    to_practice, to_visitor = mail.outbox
    assert to_practice.message()["Reply-To"].endswith("<zoe@xn--socit-esab.fr>")
    assert to_visitor.message()["To"] == "zoe@xn--socit-esab.fr"


@pytest.mark.parametrize(
    ("field", "answer"),
    [
        ("name", "Zoé{}Bcc: all@example.com"),
        ("name", "Zoe{} Bcc"),
        ("email", "zoe@example.com{}Bcc: all@example.com"),
        ("email", '"zoe{}Bcc:all"@example.com'),
        ("email", '"zoe{}b"@example.com'),
        ("phone", "06 12 34 56{}78"),
        ("subject", "cost{}Bcc: all@example.com"),
        ("answer_by", "email{}"),
    ],
)
def test_a_line_break_in_a_line_adds_no_header(client, field, answer):
    for line_break in BREAKS:
        client.post(FORM["en"], typed(**{field: answer.format(line_break)}))

    count = Enquiry.objects.filter(name="Zoé Faure").count()
    assert Enquiry.objects.count() == count
    sent = [headers(message) for message in mail.outbox]
    assert sent == [TO_THE_PRACTICE, TO_THE_VISITOR] * count


names = st.text(st.sampled_from('aZé😀 ,;:<>"\\@()=?_') | st.characters(codec="utf-8"), min_size=1)
local_parts = st.text(st.characters(max_codepoint=127), min_size=1)
addresses = (
    st.emails()
    | local_parts.map('"{}"@example.com'.format)
    | st.text(st.characters(categories=["L"]), min_size=1).map("zoe@{}.fr".format)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=names | st.just("Zoé"), email=addresses | st.just("zoe@example.com"))
def test_no_name_or_address_adds_a_header_or_a_recipient(name, email):
    form = EnquiryForm(typed(name=name, email=email))
    if form.is_valid():
        form.instance.pk, form.instance.language = 1, "en"
        practice = Practice(name="Dr Masson")
        to_practice = practice_message(form.instance, practice)
        to_visitor = acknowledgement(form.instance, practice)
        assert headers(to_practice) == TO_THE_PRACTICE
        assert headers(to_visitor) == TO_THE_VISITOR
        assert len(getaddresses([to_practice.message()["Reply-To"]])) == 1
        assert len(to_visitor.recipients()) == 1
