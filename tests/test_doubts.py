"""What nobody asked for is kept apart and sent to nobody; what patients write never is."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils.translation import gettext, override

from clinic_site.contact.doubts import REASONS
from clinic_site.contact.models import Enquiry, Message

from .contact_page import FORM, SENT, Elements, in_both_languages
from .enquiries import filled_in

pytestmark = pytest.mark.usefixtures("first_content")

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LINKS = "https://a.example http://b.example www.c.example"
FORGED = {"stamp": "InZ1bGdhciI:1vxyz:forged"}


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def doubts_about(client, clock, *, seconds: float = 40, changes=None, **answers) -> list[str]:
    """The doubts about a form that is sent so many seconds after it was opened."""
    form = filled_in(client, **answers) | (changes or {})
    clock.shift(timedelta(seconds=seconds))
    response = client.post(FORM["fr"], form)
    assert (response.status_code, response["Location"]) == (302, SENT["fr"])
    return [reason for reason in Enquiry.objects.first().doubts.split(",") if reason]


@pytest.mark.parametrize(
    ("sent", "reasons"),
    [
        ({"changes": {"website": "https://spam.example"}}, ["trap"]),
        ({"message": "Buy <a href='https://spam.example'>watches</a>"}, ["words"]),
        ({"message": "We sell [url=https://spam.example]watches[/url]"}, ["words"]),
        ({"message": "Our SEO services bring you to the 1st page of Google"}, ["words"]),
        ({"name": "Bitcoin", "message": "http://a.example " * 3}, ["links", "hints"]),
        ({"changes": FORGED, "message": LINKS}, ["stamp", "links"]),
        ({"changes": {"stamp": ""}, "message": LINKS}, ["stamp", "links"]),
        ({"seconds": 1, "message": LINKS}, ["speed", "links"]),
    ],
)
def test_what_robots_and_sellers_send_is_kept_thanked_and_sent_to_nobody(
    client, clock, sent, reasons
):
    assert doubts_about(client, clock, **sent) == reasons
    assert (Enquiry.objects.count(), Message.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    "sent",
    [
        {"changes": FORGED},
        {"changes": {"stamp": ""}},
        {"seconds": 0},
        {"message": LINKS},
        {"seconds": 3, "message": LINKS},
        {"seconds": 14 * 3600, "message": LINKS},
    ],
)
def test_one_weak_sign_is_no_reason_to_doubt(client, clock, sent):
    assert doubts_about(client, clock, **sent) == []
    assert (Enquiry.objects.count(), Message.objects.count()) == (1, 2)


@in_both_languages
def test_people_neither_see_nor_hear_nor_reach_the_field_for_robots(client, settings, language):
    page = Elements(client.get(FORM[language]))
    field = page.first(name="website")
    around = page.first(tag="p", **{"aria-hidden": "true"})

    assert page.found.index(field) - page.found.index(around) == 2  # after its label
    assert around["class"] == "form__trap"
    assert (field["tabindex"], field["autocomplete"]) == ("-1", "off")
    css = (settings.BASE_DIR / "static/css/components/form.css").read_text()
    assert "  .form__trap { position: absolute; inset-inline-start: -200vw; }\n" in css


def test_a_form_that_is_refused_keeps_its_stamp(client):
    form = filled_in(client, name="")

    refused = Elements(client.post(FORM["fr"], form))

    assert refused.first(name="stamp")["value"] == form["stamp"]


def test_each_form_has_a_stamp_of_its_own(client):
    stamps = {filled_in(client)["stamp"] for _form in range(3)}

    assert len(stamps) == 3


@in_both_languages
def test_staff_read_the_reasons_in_their_language(language):
    with override(language):
        said = {gettext(reason) for reason in REASONS.values()}

    assert len(said) == len(REASONS)
    assert (said == set(REASONS.values())) == (language == "en")
