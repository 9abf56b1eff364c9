"""Names, numbers and messages as people have them: all are taken, none is doubted."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from clinic_site.contact.models import Enquiry, Message

from .contact_page import FORM, SENT, Elements, typed
from .enquiries import PRACTICE, filled_in

pytestmark = pytest.mark.usefixtures("first_content", "contexts")


@pytest.mark.parametrize(
    ("number", "stored"),
    [
        ("06 12 34 56 78", "+33612345678"),
        ("0612345678", "+33612345678"),
        ("06.12.34.56.78", "+33612345678"),
        ("+33 6 12 34 56 78", "+33612345678"),
        ("+33 (0)6 12 34 56 78", "+33612345678"),
        ("0033 6 12 34 56 78", "+33612345678"),
        ("06-12-34-56-78", "+33612345678"),
        ("01/45/67/89/10", "+33145678910"),
        ("+44 20 7946 0018", "+442079460018"),
        ("+1 202 456 1111", "+12024561111"),
        (" 06\u00a012\u00a034\u00a056\u00a078 ", "+33612345678"),
    ],
)
def test_a_telephone_number_is_taken_as_people_write_it(client, number, stored):
    client.post(FORM["fr"], filled_in(client, phone=number, answer_by="phone"))

    assert list(Enquiry.objects.values_list("phone", "doubts")) == [(stored, "")]


MESSAGE = "Bonjour,\r\n\r\n  deux espaces, une tabulation\t!"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Zoé Ünal-Łęcka", MESSAGE),
        ("D’Arcy O'Neil", MESSAGE),
        ("ليلى حداد", MESSAGE),
        ("王小明", MESSAGE),
        ("Nguyễn Thị Ánh", MESSAGE),
        ("Léa 😀", MESSAGE),
        ('Ann "Nan" Li, MD', MESSAGE),
        ("Zoé", "\r\nÀ bientôt 😀 ليلى 王小明 l’été l'hiver\r\n"),
        ("Zoé", "هل يمكنني الحضور مع أختي؟ شكرا"),
        ("Zoé", "我可以带我妹妹来吗?谢谢"),
        ("Zoé", "J’ai lu https://www.has-sante.fr/jcms/c_1234 : est-ce exact ?"),
        ("Zoé", "I compared www.nhs.uk with https://clinic.example/en/ - who is right?"),
        ("Zoé", "On the 1st page you say six weeks, in the loans section nothing."),
        ("Zoé", "<b>&amp;</b> {{ name }} {% now %} %s [[retention]]"),
        ("Zoé", "JE SUIS PRESSÉE !!! 1 500 € ??? $$$ 100 %"),
        ("Zoé", "x" * 1500),
        ("Zoé", "?"),
        ("é" * 100, "é" * 5000),
    ],
)
def test_any_name_and_message_is_stored_unaltered_and_reaches_the_practice(client, name, message):
    response = client.post(FORM["en"], filled_in(client, "en", name=name, message=message))

    assert response.headers.get("Location") == SENT["en"]
    assert list(Enquiry.objects.values_list("name", "message", "doubts")) == [(name, message, "")]
    assert [sent.recipient for sent in Message.objects.all()] == [PRACTICE, "zoe@example.com"]
    assert message in Message.objects.get(kind="practice").body


@pytest.mark.parametrize("seconds", [0, 1, 30, 3600, 24 * 3600])
def test_it_does_not_matter_how_long_somebody_takes(client, seconds):
    """Autofill and a practised hand need a moment; others come back to the page after a night."""
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False) as clock:
        form = filled_in(client, message="Voir https://clinic.example/fr/ : combien de temps ?")
        clock.shift(timedelta(seconds=seconds))
        response = client.post(FORM["fr"], form)

    assert response.headers.get("Location") == SENT["fr"]
    assert list(Enquiry.objects.values_list("doubts", flat=True)) == [""]
    assert Message.objects.count() == 2


def test_a_message_that_is_too_long_is_refused_and_not_lost(client):
    message = "é" * 5001

    response = client.post(FORM["en"], typed(message=message))

    assert Elements(response).values() == typed(message=message)
    assert list(response.context["form"].errors) == ["message"]
    assert Enquiry.objects.count() == 0


def test_an_address_with_an_accented_domain_is_answered(client):
    client.post(FORM["fr"], filled_in(client, email="zoe@société.fr"))

    to_practice, to_visitor = [message.as_email().message() for message in Message.objects.all()]
    assert to_practice["Reply-To"].endswith("<zoe@xn--socit-esab.fr>")
    assert to_visitor["To"] == "zoe@xn--socit-esab.fr"


@pytest.mark.parametrize("email", ["zoé@example.com", "zo\u017f@example.com", "\u212a@example.com"])
def test_an_address_that_mail_servers_do_not_know_is_refused_and_not_lost(client, email):
    response = client.post(FORM["fr"], filled_in(client, email=email))

    assert list(response.context["form"].errors) == ["email"]
    assert Elements(response).values() == typed(email=email)
    assert Enquiry.objects.count() == 0
