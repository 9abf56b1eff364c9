"""An enquiry becomes two messages, sent through a real SMTP server that may fail."""

import pytest
from django.utils.translation import gettext, override

from clinic_site.contact.models import Enquiry

from .contact_page import FORM, SENT, in_both_languages, typed
from .mail_server import mail_server, no_server, refusing_server, silent_server

pytestmark = pytest.mark.usefixtures("first_content")

PRACTICE, VISITOR = "practice@clinic.example", "zoe@example.com"
NAME = 'Zoé "Zaza" Faure, née D’Arcy 😀'
MESSAGE = "\r\n".join(
    [
        "  Bonjour l’équipe 😀 王小明 ليلى,",
        ".",
        "..deux points",
        "From moi",
        "x" * 1500,
        "é" * 1500,
        "=3D =?utf-8?q?x?= <b>&amp;</b>\t.",
    ]
)
PRACTICE_TEXT = f"""{NAME} a écrit depuis le site.

E-mail~: {VISITOR}
Téléphone~: +33 6 12 34 56 78
Réponse souhaitée~: par téléphone
Sujet~: Le prix et la prise en charge
Langue~: {{language}}

Message~:

{MESSAGE}
""".replace("~", "\N{NO-BREAK SPACE}")
AUTOMATIC = "This message was sent automatically. If you did not write to us, you may ignore it."


def addresses(header) -> list[tuple[str, str]]:
    return [(address.display_name, address.addr_spec) for address in header.addresses]


def lines(text: str) -> list[str]:
    """The lines of a text without the empty ones at its end."""
    return text.replace("\r\n", "\n").rstrip("\n").split("\n")


@in_both_languages
def test_the_practice_receives_the_words_of_the_visitor_unaltered(client, settings, language):
    answers = typed(name=NAME, phone="0612345678", answer_by="phone", message=MESSAGE)

    with mail_server(settings) as mailbox:
        client.post(FORM[language], answers)

    received, number = mailbox.to(PRACTICE), Enquiry.objects.get().pk
    message = received.message
    assert received.sender == "website@clinic.example"
    assert addresses(message["From"]) == [("", "website@clinic.example")]
    assert addresses(message["To"]) == [("", PRACTICE)]
    assert addresses(message["Reply-To"]) == [(NAME, VISITOR)]
    assert message["Subject"] == (
        f"Demande {number}\N{NO-BREAK SPACE}: Le prix et la prise en charge"
    )
    assert message.get_content_type() == "text/plain"
    spoken = {"fr": "Français", "en": "Anglais"}[language]
    assert lines(received.text) == lines(PRACTICE_TEXT.replace("{language}", spoken))


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("fr", "Dr Vincent Masson\N{NO-BREAK SPACE}: nous avons bien reçu votre message"),
        ("en", "Dr Vincent Masson: we have received your message"),
    ],
)
def test_the_visitor_receives_an_acknowledgement_that_repeats_nothing(
    client, settings, language, subject
):
    with mail_server(settings) as mailbox:
        client.post(FORM[language], typed(name="Zoraïde", message="secret\r\nhttps://evil.example"))

    received = mailbox.to(VISITOR)
    message = received.message
    assert addresses(message["From"]) == [("", "website@clinic.example")]
    assert addresses(message["To"]) == [("", VISITOR)]
    assert message["Subject"].strip() == subject  # Python reads the fold as a space
    assert (message["Auto-Submitted"], message["Content-Language"]) == ("auto-replied", language)
    with override(language):
        first, last = gettext("Hello,"), gettext(AUTOMATIC)
    text = lines(received.text)
    assert (text[0], text[-1]) == (first, last)
    everything = f"{message['Subject']} {message['To']} {received.text}"
    assert [word for word in ("Zoraïde", "secret", "evil") if word in everything] == []


@in_both_languages
@pytest.mark.parametrize(
    ("trouble", "error"),
    [
        (no_server, "ConnectionRefusedError"),
        (silent_server, "SMTPServerDisconnected"),
        (refusing_server, "SMTPRecipientsRefused"),
    ],
)
def test_mail_trouble_costs_the_visitor_nothing_and_tells_the_log_nothing_personal(
    client, settings, caplog, language, trouble, error
):
    with trouble(settings):
        response = client.post(FORM[language], typed())

    enquiry = Enquiry.objects.get()
    assert (response.status_code, response.headers.get("Location")) == (302, SENT[language])
    assert (enquiry.practice_told_at, enquiry.visitor_told_at) == (None, None)
    ours = [record for record in caplog.records if record.name != "mail.log"]  # the SMTP server's
    assert [(record.getMessage(), record.exc_info) for record in ours] == [
        (f"enquiry {enquiry.pk}: practice_told_at: {error}", None),
        (f"enquiry {enquiry.pk}: visitor_told_at: {error}", None),
    ]
