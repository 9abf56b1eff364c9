"""The inbox of the practice: what failed and what waits first, and who may do what."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from clinic_site.contact.models import Enquiry

from .admin_form import ENGLISH, address, opened, page_of, saved
from .enquiries import make_enquiry, make_message
from .markup import elements

LIST = reverse("admin:contact_enquiry_changelist")
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def one_of_each(first_content) -> dict[str, Enquiry]:
    """Enquiries by the names of their states, the failed one the oldest."""
    states = {"failed": {}, "answered": {"answered_at": NOON}, "doubtful": {"doubts": "trap"}}
    enquiries = {}
    for hour, (state, fields) in enumerate([*states.items(), ("sent", {}), ("new", {})]):
        created_at = NOON + timedelta(hours=hour)
        enquiries[state] = make_enquiry(name=state, created_at=created_at, **fields)
    tomorrow = NOON + timedelta(days=1)
    make_message(enquiries["failed"], failed_at=NOON)
    make_message(enquiries["answered"], sent_at=NOON)
    make_message(enquiries["sent"], sent_at=tomorrow)
    make_message(enquiries["new"], due_at=tomorrow)
    make_message(enquiries["sent"], kind="visitor", due_at=tomorrow)
    return enquiries


def listed(admin_client, **chosen: str) -> list[tuple[str, ...]]:
    """The name, the state and the delivery of each enquiry in the list."""
    html = admin_client.get(LIST, chosen, headers=ENGLISH).content.decode()
    columns = ("name", "state", "delivery")
    cells = [re.findall(rf'<td class="field-{name}[^"]*">(.*?)</td>', html) for name in columns]
    return [tuple(map(strip_tags, row)) for row in zip(*cells, strict=True)]


def test_what_failed_comes_first_and_the_doubtful_lie_apart(admin_client, one_of_each):
    failed = ("failed", "not delivered", "no")
    new = ("new", "new", "next attempt: 03/02/2026 1 p.m.")
    sent = ("sent", "new", "03/02/2026 1 p.m.")
    answered = ("answered", "answered", "03/01/2026 1 p.m.")

    assert listed(admin_client) == [failed, new, sent, answered]
    trays = {name: listed(admin_client, state=name) for name in ("failed", "new", "answered")}
    assert trays == {"failed": [failed], "new": [failed, new, sent], "answered": [answered]}
    assert listed(admin_client, state="doubtful") == [("doubtful", "doubtful", "no")]


def front_page(client) -> list[tuple[str, str]]:
    """(text, address) of each tray on the admin's front page."""
    html = client.get(reverse("admin:index"), headers=ENGLISH).content.decode()
    return [
        (strip_tags(text), url)
        for url, text in re.findall(r'<a href="(\S+state=\w+)".*?>(.*?)<', html)
    ]


def test_the_front_page_counts_what_waits(admin_client, one_of_each):
    assert front_page(admin_client) == [
        ("1 not delivered", f"{LIST}?state=failed"),
        ("3 new", f"{LIST}?state=new"),
        ("1 doubtful", f"{LIST}?state=doubtful"),
    ]


def test_whoever_may_not_read_enquiries_is_told_nothing_of_them(one_of_each):
    client = Client()
    client.force_login(User.objects.create_user("writer", is_staff=True))

    assert front_page(client) == []
    assert client.get(LIST).status_code == 403
    assert client.get(address(one_of_each["new"])).status_code == 403


@pytest.mark.parametrize(
    ("language", "subject", "body"),
    [
        ("fr", "Votre message\N{NO-BREAK SPACE}: Le prix et la prise en charge", "Bonjour"),
        ("en", "Your message: Costs and cover", "Hello"),
    ],
)
def test_an_answer_begins_in_the_visitor_s_language(
    admin_client, first_content, language, subject, body
):
    html = page_of(admin_client, make_enquiry(language=language, name="Zoé & Co"))

    (link,) = [e.attributes["href"] for e in elements(html, "a") if "mailto:" in str(e)]
    assert unquote(link) == (
        f"mailto:zoe@example.com?subject={subject}&body={body} Zoé & Co,\r\n\r\n"
    )
    assert "Zo%C3%A9%20%26%20Co" in link


def test_staff_write_notes_and_read_but_cannot_change_what_the_visitor_wrote(
    admin_client, first_content
):
    enquiry = make_enquiry()
    before = Enquiry.objects.values().get()
    shown = re.findall(r'class="form-row field-(\w+)"', page_of(admin_client, enquiry))
    values = opened(admin_client, enquiry)
    sent = [name for name in values if not name.startswith(("csrf", "messages-"))]

    other = dict.fromkeys(before, "Other")
    saved(admin_client, {**values, **other, "notes": "Called back"}, enquiry)

    words = ["subject", "name", "email", "phone", "answer_by", "language", "message"]
    assert shown == ["created_at", *words, "answered_at", "notes"]
    assert sent == ["notes"]
    assert Enquiry.objects.values().get() == {**before, "notes": "Called back"}


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_needs_the_same_queries_however_long(
    admin_client, first_content, django_assert_num_queries, count
):
    for _number in range(count):
        enquiry = make_enquiry()
        make_message(enquiry)
        make_message(enquiry, kind="visitor", failed_at=NOON)

    # session, user, phone; 2 counts, 2 of dates; rows, messages
    with django_assert_num_queries(9):
        assert len(listed(admin_client)) == count
