"""What the people who run the site are told by e-mail, and how often."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import gettext, override

from clinic_site.alerts import troubles
from clinic_site.alerts.models import Alert, Trouble
from clinic_site.alerts.telling import forget_alerts, tell_operators
from clinic_site.backups.kept import checksum_of, name_for
from clinic_site.contact.delivery import deliver_due
from clinic_site.readiness import Check

from .enquiries import make_enquiry, make_message

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
OPERATOR = "operator@clinic.example"


@pytest.fixture
def clock(db, settings, tmp_path):
    """A machine on which all is well, with a backup of this night."""
    settings.ALERT_EMAIL = OPERATOR
    settings.BACKUPS_ROOT = tmp_path
    make_backup(tmp_path, NOON - timedelta(hours=10))
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def make_backup(folder, moment: datetime) -> None:
    file = folder / name_for(moment)
    file.touch()
    checksum_of(file).touch()


def told() -> list[str]:
    """The subject of each alert that was written since the last time."""
    tell_operators()
    subjects = list(Alert.objects.filter(sent_at=None).values_list("subject", flat=True))
    deliver_due(queue=Alert.objects)
    return subjects


def fail(**fields):
    return make_message(failed_at=timezone.now(), **fields)


HERE = {"site": "clinic.example"}
with override("fr"):
    WRONG = gettext("%(site)s needs somebody") % HERE
    OVER = gettext("%(site)s: it is over") % HERE


def test_a_message_that_failed_is_told_once_and_holds_nothing_of_the_patient(clock):
    enquiry = make_enquiry(name="Zoé Faure", email="zoe@example.com", message="Bonjour à vous")
    message = fail(enquiry=enquiry, kind="visitor", recipient="zoe@example.com", body="Bonjour")

    first = told()
    clock.shift(timedelta(hours=2))
    again = told()

    (email,) = mail.outbox
    assert (first, again) == ([WRONG], [])
    assert (email.to, email.extra_headers["Auto-Submitted"]) == ([OPERATOR], "auto-generated")
    address = f"https://clinic.example/admin/contact/enquiry/{enquiry.pk}/change/"
    assert address in email.body
    assert not re.search("zo[eé]|faure|bonjour|example.com", str(email.message()), re.I)
    assert Trouble.objects.get().name == f"message {message.pk}"


def test_many_failures_are_one_e_mail_an_hour(clock):
    fail()
    first = told()
    subjects = []
    for _failure in range(25):
        fail()
        clock.shift(timedelta(minutes=1))
        subjects += told()
    clock.shift(timedelta(hours=1))

    assert (first, subjects, told()) == ([WRONG], [], [WRONG])
    assert mail.outbox[-1].body.count("\n- ") == 21
    assert re.search(r"^- .*\b5\b", mail.outbox[-1].body, re.MULTILINE)


def test_what_is_over_is_told_once_too(clock):
    message = fail()
    told()
    message.send_again()
    deliver_due()
    too_soon = told()
    clock.shift(timedelta(hours=1, minutes=1))

    assert (too_soon, told(), told()) == ([], [OVER], [])
    assert Trouble.objects.count() == 0


def test_a_backup_that_is_late_is_told_and_so_is_the_next_one(clock, tmp_path):
    clock.shift(timedelta(hours=19))
    in_time = told()
    clock.shift(timedelta(hours=2))
    late = told()
    clock.shift(timedelta(hours=12))
    make_backup(tmp_path, timezone.now())

    assert (in_time, late, told()) == ([], [WRONG], [OVER])
    machine = troubles.this_machine()
    assert f"- {machine}, Une sauvegarde est en retard" in mail.outbox[0].body


def test_a_new_machine_has_a_day_for_its_first_backup_and_one_without_the_folder_makes_none(
    clock, settings, tmp_path
):
    settings.BACKUPS_ROOT = tmp_path / "elsewhere"
    fail()
    assert (told(), Trouble.objects.count()) == ([WRONG], 1)
    settings.BACKUPS_ROOT.mkdir()

    clock.shift(timedelta(hours=29))
    assert told() == []
    clock.shift(timedelta(hours=31))
    assert told() == [WRONG]


def test_a_point_of_readyz_is_told_when_it_stays_wrong(clock, monkeypatch):
    wrong = Check("disk", "12 MiB free", False)

    def look(check: Check) -> list[str]:
        monkeypatch.setattr("clinic_site.readiness.disk", lambda: check)
        return told()

    passing = look(wrong) + look(wrong._replace(is_right=True))
    assert (passing, Trouble.objects.count()) == ([], 0)
    look(wrong)
    clock.shift(timedelta(minutes=15))
    assert look(wrong) == [WRONG]
    assert f"- {troubles.this_machine()}, disk: 12 MiB free\n" in mail.outbox[0].body


def test_another_machine_s_trouble_is_neither_told_nor_ended_here(clock):
    Trouble.objects.create(machine="web-2", name="disk", words="full", told_at=NOON)

    assert (told(), Trouble.objects.count()) == ([], 1)


def test_an_alert_that_cannot_be_delivered_is_no_reason_for_another(clock):
    fail()
    tell_operators()
    Alert.objects.update(failed_at=NOON)
    clock.shift(timedelta(hours=2))

    tell_operators()

    assert Alert.objects.count() == 1


def test_a_fault_of_the_alerts_keeps_no_message_back(clock, monkeypatch, caplog):
    make_message()
    monkeypatch.setattr(troubles, "all_found", lambda: 1 / 0)
    monkeypatch.setattr("clinic_site.alerts.telling.all_found", lambda: 1 / 0)

    call_command("relay", once=True)

    assert len(mail.outbox) == 1
    assert "Those who run the site could not be told of its troubles." in caplog.messages


def test_without_an_address_nobody_is_told_and_alerts_are_forgotten_like_enquiries(clock, settings):
    fail()
    settings.ALERT_EMAIL = ""
    assert (told(), Trouble.objects.count()) == ([], 0)
    settings.ALERT_EMAIL = OPERATOR
    told()
    clock.shift(timedelta(days=settings.RETENTION_DAYS + 1))

    forget_alerts()

    assert Alert.objects.count() == 0
