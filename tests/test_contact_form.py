"""The form through which visitors write: what it shows, takes, refuses and keeps."""

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.utils.translation import gettext, override
from pytest_django.asserts import assertRedirects

from clinic_site.contact.delivery import deliver_due
from clinic_site.contact.models import Enquiry, Message
from clinic_site.practice.models import Page

from .contact_page import FORM, SENT, Elements, in_both_languages, typed

pytestmark = pytest.mark.usefixtures("first_content")

SUCH_A_NUMBER = "Write a number such as 06 12 34 56 78 or +44 20 7946 0018."


@in_both_languages
def test_the_page_shows_an_empty_form_and_sets_one_cookie(client, language):
    response = client.get(FORM[language])

    page = Elements(response)
    title = getattr(Page.objects.get(key="contact"), f"title_{language}")
    assert response.status_code == 200
    assert page.first(tag="h1")["text"] == title
    assert page.first(tag="title")["text"].startswith(f"{title} ·")
    assert page.values() == typed(name="", email="", subject="", message="", consent=None)
    assert [e for e in page.found if "aria-invalid" in e] == []
    assert list(response.cookies) == ["csrftoken"]
    assert response.cookies["csrftoken"]["httponly"] is True


@in_both_languages
def test_a_valid_message_is_stored_and_the_visitor_reads_what_happens_next(client, language):
    response = client.post(FORM[language], typed(phone="06 12 34 56 78"), follow=True)

    assertRedirects(response, SENT[language], status_code=302)
    page, row = Elements(response), Page.objects.get(key="contact-sent")
    assert page.first(tag="h1")["text"] == getattr(row, f"title_{language}")
    assert page.first(tag="ol")["text"].count("e-mail") == 2  # to the practice, to the visitor
    stored = typed(phone="+33612345678", language=language, consent=None)
    assert list(Enquiry.objects.values(*stored)) == [stored]
    deliver_due()
    assert [message.to for message in mail.outbox] == [
        ["practice@clinic.example"],
        ["zoe@example.com"],
    ]


@in_both_languages
def test_only_the_form_sets_a_cookie_and_nothing_opens_a_session(client, language):
    sent = client.post(FORM[language], typed())
    thanks = client.get(SENT[language])
    home = client.get(f"/{language}/")

    assert [dict(response.cookies) for response in (sent, thanks, home)] == [{}, {}, {}]
    assert Session.objects.count() == 0


@in_both_languages
@pytest.mark.parametrize(
    ("field", "answers", "message"),
    [
        ("name", {"name": ""}, "Write your name."),
        ("name", {"name": " \u00a0 "}, "Write your name."),
        ("name", {"name": "Zoé\u2028Faure"}, "Write this on one line."),
        ("email", {"email": ""}, "Write your e-mail address."),
        (
            "email",
            {"email": "zoe@example"},
            "Write a whole e-mail address, such as name@example.com.",
        ),
        ("phone", {"phone": "06 12"}, SUCH_A_NUMBER),
        ("phone", {"phone": "06 12", "answer_by": "phone"}, SUCH_A_NUMBER),
        ("phone", {"answer_by": "phone"}, "Write the number that we shall call."),
        ("answer_by", {"answer_by": None}, "Choose how we shall answer."),
        ("subject", {"subject": ""}, "Choose a subject."),
        ("message", {"message": ""}, "Write your message."),
        ("message", {"message": " \r\n\t"}, "Write your message."),
        ("consent", {"consent": None}, "Tick this box so that we may use your details to answer."),
    ],
)
def test_a_wrong_answer_is_named_linked_described_and_kept(
    client, language, field, answers, message
):
    sent = typed(**answers)

    response = client.post(FORM[language], sent)

    page = Elements(response)
    with override(language):
        error, message = gettext("Error:"), gettext(message)
    (link,) = page.links_to_fields()
    assert link["text"] == message
    target = page.first(id=link["href"].removeprefix("#"))
    assert (target["name"], target["aria-invalid"]) == (field, "true")
    group = page.first(tag="fieldset") if target.get("type") == "radio" else target
    assert page.notes(group)[-1] == f"{error} {message}"
    assert page.first(tag="title")["text"].startswith(f"{error} ")
    assert page.values() == sent
    assert response.status_code == 200
    assert (Enquiry.objects.count(), Message.objects.count()) == (0, 0)


def test_every_wrong_answer_is_listed_in_the_order_of_the_form(client):
    response = client.post(FORM["en"], {"name": ""})

    assert [link["href"] for link in Elements(response).links_to_fields()] == [
        "#id_name",
        "#id_email",
        "#id_answer_by_0",
        "#id_subject",
        "#id_message",
        "#id_consent",
    ]


@in_both_languages
def test_a_form_without_its_token_is_answered_in_the_visitors_language(language):
    response = Client(enforce_csrf_checks=True).post(FORM[language], typed())

    page = Elements(response)
    with override(language):
        title = gettext("We could not accept this form")
    assert (response.status_code, Enquiry.objects.count()) == (403, 0)
    assert (page.first(tag="html")["lang"], page.first(tag="h1")["text"]) == (language, title)


@pytest.mark.parametrize(
    ("method", "status"), [("get", 200), ("head", 200), ("put", 405), ("delete", 405)]
)
def test_the_form_is_never_cached_and_takes_no_other_method(client, method, status):
    response = getattr(client, method)(FORM["fr"])

    assert response.status_code == status
    assert response.headers["Cache-Control"] == (
        "max-age=0, no-cache, no-store, must-revalidate, private"
    )
