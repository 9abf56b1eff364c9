"""`manage.py mailtest`, with which the mail settings are tried."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from .mail_server import locked_server, mail_server, silent_server


def test_mailtest_sends_one_message_through_the_settings_of_the_site(settings):
    out = StringIO()
    settings.ENVELOPE_FROM = "bounces@clinic.example"

    with mail_server(settings) as mailbox:
        call_command("mailtest", "staff@clinic.example", stdout=out)

    received = mailbox.to("staff@clinic.example")
    assert (received.sender, received.message["From"], received.message["Auto-Submitted"]) == (
        "bounces@clinic.example",
        "website@clinic.example",
        "auto-generated",
    )
    assert out.getvalue() == (
        "The mail server has taken it, from website@clinic.example (envelope "
        "bounces@clinic.example). See at staff@clinic.example that it has arrived, and not as "
        "spam.\n"
    )


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        (silent_server, "SMTPServerDisconnected: Connection unexpectedly closed: timed out"),
        (
            locked_server,
            "SMTPAuthenticationError: (535, b'5.7.8 Authentication credentials invalid')",
        ),
    ],
)
def test_mailtest_says_why_nothing_was_sent(settings, trouble, reason):
    with trouble(settings), pytest.raises(CommandError) as refused:
        call_command("mailtest", "staff@clinic.example")

    assert str(refused.value) == f"Not sent. {reason}"
