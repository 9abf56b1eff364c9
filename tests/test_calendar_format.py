"""The file keeps to RFC 5545: its lines, its signs, and the clocks of Paris."""

import re
from datetime import date, datetime, time

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from clinic_site.practice.models import Practice
from procedures.personal_calendar.ics import to_ical
from procedures.personal_calendar.moments import PARIS, Operation
from procedures.personal_calendar.plan import make_plan

from .builders import make_fact, make_procedure, make_step
from .calendar_files import in_utc, with_both_parsers, with_vobject
from .calendar_page import FILE, OPERATION, on_10_may, typed_for
from .site_pages import in_both_languages

pytestmark = [pytest.mark.django_db, on_10_may]

# Letters of any alphabet and all signs; a step's texts hold no control characters.
SIGNS = st.characters(exclude_categories=["C", "Zl", "Zp"], exclude_characters="[")
SPECIAL = st.sampled_from([*',;:\\"é’😀\xa0 ', "\\n", "\\,"])
# icalendar writes \N, an RFC 5545 sign for the end of a line, as that, whoever typed it.
WORDS = (
    st.lists(SIGNS | SPECIAL, min_size=1, max_size=60)
    .map("".join)
    .filter(lambda words: "\\N" not in words)
)
PARAGRAPHS = st.lists(WORDS, max_size=3).map("\r\n".join)  # as a browser's form sends them
STEPS = 12


def lines(content: bytes) -> list[bytes]:
    assert content.endswith(b"\r\n")
    return content.removesuffix(b"\r\n").split(b"\r\n")


@in_both_languages
@pytest.mark.parametrize("more", [{}, {"discreet": "on"}])
def test_lines_end_in_cr_lf_and_hold_at_most_75_octets(first_content, client, language, more):
    content = client.post(FILE[language], typed_for(OPERATION, **more)).content

    assert len(lines(content)) > 400
    assert [line for line in lines(content) if len(line) > 75 or re.search(rb"[\r\n]", line)] == []
    content.decode()  # a letter of several octets is not cut in two lines
    for line in lines(content):
        line.decode()


@with_both_parsers
def test_all_that_staff_write_is_read_as_they_wrote_it(read):
    procedure = make_procedure()
    for number in range(STEPS):
        fact = make_fact(procedure, key=f"day-{number}", lower=number, upper=number, unit="day")
        make_step(procedure, phase="after", begins=fact)
    plan = make_plan(procedure, Operation(date(2027, 6, 15)))

    # Each example starts a process: none is looked for that fails with shorter texts.
    @settings(max_examples=8, deadline=None, phases=[Phase.generate])
    @given(st.lists(st.tuples(WORDS, PARAGRAPHS), min_size=STEPS, max_size=STEPS))
    def holds(texts):
        for entry, (title, text) in zip(plan.entries, texts, strict=True):
            entry.step.title_fr, entry.step.text_fr = title, text
        content = to_ical(plan, Practice(), is_discreet=False)
        assert [line for line in lines(content) if len(line) > 75] == []
        assert [(event.title, event.text) for event in read(content).events[1:]] == [
            (title, text.replace("\r\n", "\n")) for title, text in texts
        ]

    holds()


CHANGES = [  # the clocks on the nights before 28 March and 31 October 2027
    datetime(2027, 3, 28, 0, 0),
    datetime(2027, 3, 28, 1, 59),
    datetime(2027, 3, 28, 3, 0),
    datetime(2027, 3, 28, 3, 30),
    datetime(2027, 3, 28, 8, 59),
    datetime(2027, 3, 30, 3, 30),
    datetime(2027, 10, 31, 0, 0),
    datetime(2027, 10, 31, 2, 30),
    datetime(2027, 10, 31, 3, 0),
    datetime(2027, 10, 31, 7, 0),
    datetime(2027, 10, 31, 8, 30),
    datetime(2027, 11, 2, 7, 0),
]


@with_both_parsers
@pytest.mark.parametrize("arrival", CHANGES, ids=str)
def test_hours_are_the_same_moments_when_clocks_change(first_content, client, read, arrival):
    operation = Operation(arrival.date(), arrival.time())

    found = {e.title: e.start for e in read(file_for(client, operation)).events}

    arrives = in_utc(arrival.replace(tzinfo=PARIS))
    assert found["Arrive at the hospital"] == arrives
    assert (arrives - found["Do not eat or drink"]).total_seconds() == 6 * 3600
    assert (arrives - found["See the anaesthetist: by this day"]).total_seconds() == 48 * 3600


def file_for(client, operation: Operation) -> bytes:
    return client.post(FILE["en"], typed_for(operation)).content


def test_the_zone_is_told_as_far_as_the_file_needs_it(first_content, client):
    content = file_for(client, OPERATION).decode()
    zone = content[content.index("BEGIN:VTIMEZONE") : content.index("END:VTIMEZONE")]

    told = [line for line in zone.splitlines() if not line.startswith(("BEGIN:V", "END:"))]
    assert [told[0], *(" ".join(told[i : i + 5]) for i in range(1, len(told), 5))] == [
        "TZID:Europe/Paris",
        "BEGIN:DAYLIGHT DTSTART:20260329T020000 TZNAME:CEST TZOFFSETFROM:+0100 TZOFFSETTO:+0200",
        "BEGIN:STANDARD DTSTART:20261025T030000 TZNAME:CET TZOFFSETFROM:+0200 TZOFFSETTO:+0100",
        "BEGIN:DAYLIGHT DTSTART:20270328T020000 TZNAME:CEST TZOFFSETFROM:+0100 TZOFFSETTO:+0200",
    ]


def test_no_reader_is_misled_by_a_title_that_looks_like_a_line(first_content):
    procedure = make_procedure()
    fact = make_fact(procedure, lower=1, upper=1, unit="day", counted="after")
    make_step(procedure, phase="after", begins=fact)
    plan = make_plan(procedure, Operation(date(2027, 6, 15), time(7)))
    plan.entries[0].step.title_fr = "A\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:1"

    events = with_vobject(to_ical(plan, Practice(), is_discreet=False)).events

    assert [event.title for event in events][2:] == ["A\nEND:VEVENT\nBEGIN:VEVENT\nUID:1"]
