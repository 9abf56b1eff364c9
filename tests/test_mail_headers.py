"""Nobody can add a header or a recipient to the mail that the form becomes."""

from email import message_from_bytes
from email.utils import getaddresses
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clinic_site.contact.doubts import new_stamp
from clinic_site.contact.forms import EnquiryForm
from clinic_site.contact.models import Enquiry, Message
from clinic_site.contact.writing import acknowledgement, to_practice
from clinic_site.practice.models import Practice

from .contact_page import FORM, typed

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
OF_KIND = {
    "practice": sorted([*OF_EVERY_MESSAGE, "Reply-To"]),
    "visitor": sorted([*OF_EVERY_MESSAGE, "Auto-Submitted", "Content-Language"]),
}
BREAKS = ["\r\n", "\n", "\r", "\0", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"]


def headers(message: Message) -> list[str]:
    """The names of the headers that a mail program finds in the message."""
    return sorted(message_from_bytes(message.as_email().message().as_bytes()).keys())


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
    for number, line_break in enumerate(BREAKS):
        form = typed(stamp=new_stamp(), **{field: answer.format(line_break)})
        client.post(FORM["en"], form, REMOTE_ADDR=f"192.0.2.{number}")

    count = Enquiry.objects.filter(name="Zoé Faure").count()
    assert Enquiry.objects.count() == Message.objects.filter(kind="practice").count() == count
    for message in Message.objects.all():
        assert headers(message) == OF_KIND[message.kind]


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
        content = SimpleNamespace(practice=Practice(name="Dr Masson"), only_procedure=None)
        notice, thanks = to_practice(form.instance), acknowledgement(form.instance, content)
        assert [headers(notice), headers(thanks)] == list(OF_KIND.values())
        assert len(getaddresses([notice.as_email().message()["Reply-To"]])) == 1
        assert len(thanks.as_email().recipients()) == 1
