"""The two messages of an enquiry, as a real SMTP server receives them."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from clinic_site.contact.models import Enquiry, Message
from clinic_site.practice.models import Practice

from .contact_page import FORM, in_both_languages, typed
from .enquiries import PRACTICE, VISITOR
from .mail_server import Mailbox, Received, mail_server

pytestmark = pytest.mark.usefixtures("first_content")

SPACE = "\N{NO-BREAK SPACE}"
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

Pour répondre, et le noter~: {{address}}
""".replace("~", SPACE)
LINK_ONLY = """Quelqu’un a écrit depuis le site.

Pour répondre, et le noter~: {address}
""".replace("~", SPACE)
SITE, BOUNCES = [("", "website@clinic.example")], "bounces@clinic.example"
AUTOMATIC = "This message was sent automatically. If you did not write to us, you may ignore it."


def correspondents(received: Received) -> list:
    """The sender of the envelope; then names and addresses in From, To and Reply-To."""
    found = [received.message[name] for name in ("From", "To", "Reply-To")]
    named = [[(a.display_name, a.addr_spec) for a in each.addresses] for each in found if each]
    return [received.sender, *named]


def lines(text: str) -> list[str]:
    """The lines of a text without the empty ones at its end."""
    return text.replace("\r\n", "\n").rstrip("\n").split("\n")


def delivered(client, settings, language: str, answers: dict) -> Mailbox:
    """All that the mail server has once the visitor was thanked and the relay has run."""
    with mail_server(settings) as mailbox:
        client.post(FORM[language], answers)
        call_command("relay", once=True)
    return mailbox


def in_admin(enquiry: Enquiry) -> str:
    return "https://clinic.example" + reverse("admin:contact_enquiry_change", args=[enquiry.pk])


def without_date(received: Received) -> list:
    headers = sorted(header for header in received.message.items() if header[0] != "Date")
    return [received.sender, received.recipients, headers, received.text]


@in_both_languages
def test_the_practice_receives_the_words_of_the_visitor_unaltered(client, settings, language):
    settings.ENVELOPE_FROM = BOUNCES
    answers = typed(name=NAME, phone="0612345678", answer_by="phone", message=MESSAGE)

    received = delivered(client, settings, language, answers).to(PRACTICE)

    message, enquiry = received.message, Enquiry.objects.get()
    assert correspondents(received) == [BOUNCES, SITE, [("", PRACTICE)], [(NAME, VISITOR)]]
    assert message.get_content_type() == "text/plain"
    assert message["Subject"] == f"Demande {enquiry.pk}{SPACE}: Le prix et la prise en charge"
    spoken = {"fr": "Français", "en": "Anglais"}[language]
    text = PRACTICE_TEXT.replace("{language}", spoken).replace("{address}", in_admin(enquiry))
    assert lines(received.text) == lines(text)


def test_the_practice_may_receive_a_link_only_and_nothing_of_the_visitor(client, settings):
    settings.NOTIFICATIONS_HOLD_TEXT = False

    received = delivered(client, settings, "fr", typed()).to(PRACTICE)

    assert correspondents(received) == ["website@clinic.example", SITE, [("", PRACTICE)]]
    assert lines(received.text) == lines(LINK_ONLY.format(address=in_admin(Enquiry.objects.get())))
    assert received.message["Subject"] == f"Demande {Enquiry.objects.get().pk}"


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("fr", f"Dr Vincent Masson{SPACE}: nous avons bien reçu votre message"),
        ("en", "Dr Vincent Masson: we have received your message"),
    ],
)
def test_the_visitor_receives_an_acknowledgement_that_repeats_nothing(
    client, settings, language, subject
):
    settings.ENVELOPE_FROM = BOUNCES
    answers = typed(name="Zoraïde", message="secret\r\nhttps://evil.example")

    received = delivered(client, settings, language, answers).to(VISITOR)

    message = received.message
    assert correspondents(received) == [BOUNCES, SITE, [("", VISITOR)]]
    assert message["Subject"].strip() == subject  # Python reads the fold as a space
    assert (message["Auto-Submitted"], message["Content-Language"]) == ("auto-replied", language)
    first, *_middle, last = lines(received.text)
    with override(language):
        assert [first, last] == [gettext("Hello,"), gettext(AUTOMATIC)]
    everything = f"{message} {message['Subject']} {message['To']} {received.text}"
    assert [word for word in ("Zoraïde", "secret", "evil") if word in everything] == []


def test_each_attempt_sends_the_same_message_whatever_has_changed_meanwhile(client, settings):
    with mail_server(settings) as mailbox:
        mailbox.answer = "451 4.3.0 Later"
        client.post(FORM["en"], typed())
        call_command("relay", once=True)
        Message.objects.update(due_at=timezone.now())
        Practice.objects.update(name="Dr Other")
        settings.SITE_URL = "https://other.example"
        mailbox.answer = "250 OK"
        call_command("relay", once=True)

    first, second = mailbox.received[:2], mailbox.received[2:]
    assert [without_date(received) for received in first] == list(map(without_date, second))
    ids = [received.message["Message-ID"] for received in second]
    assert ids == list(Message.objects.values_list("message_id", flat=True))
    assert {address.rpartition("@")[2] for address in ids} == {"clinic.example>"}
