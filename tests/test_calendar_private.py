"""The date of an operation is health data: it is answered, and left nowhere."""

import logging
from unittest.mock import Mock
from urllib.parse import unquote

import pytest
from django.test import Client

from clinic_site.editions.middleware import logger as site_logger

from .calendar_page import FILE, PAGE, on_10_may, typed
from .markup import elements
from .site_pages import in_both_languages

pytestmark = on_10_may

HERS = typed("2027-06-14", arrival="07:42", quote="2027-05-03")
WRONG = typed("31/06/2027", arrival="07:42:99", quote="03/05/2206")
# Each of the days and the hour as a line of a log or an address would hold it.
TRACES = ["2027-06-14", "20270614", "14 juin", "14 June", "07:42", "7:42", "0742", "2027-05-03"]
TRACES += ["20270503", "3 mai", "3 May", "datetime.date(2027", "31/06/2027", "03/05/2206"]
both_addresses = pytest.mark.parametrize("address", [PAGE, FILE])


def traces(text: object) -> list[str]:
    """What of the dates and the hour stands in `text`."""
    return [trace for trace in TRACES if trace in unquote(str(text))]


@in_both_languages
@both_addresses
@pytest.mark.parametrize("answers", [HERS, WRONG])
def test_the_answer_is_kept_by_no_cache_and_sets_no_cookie(
    edition, visitor, address, language, answers
):
    response = visitor.post(address[language], answers)

    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"].split(", ")
    assert "ETag" not in response.headers
    assert response.cookies == {}
    headers = {n: v for n, v in response.headers.items() if n not in ("Expires", "Content-Length")}
    assert traces(headers) == []


@in_both_languages
@both_addresses
def test_nothing_is_asked_of_the_database_nor_stored(
    edition, visitor, django_assert_num_queries, address, language
):
    with django_assert_num_queries(0):
        for answers in (HERS, WRONG, {}, {**HERS, "discreet": "on"}):
            visitor.post(address[language], answers)
        visitor.get(address[language])


class Lines(logging.Handler):
    """Everything that is logged anywhere, whatever its level."""

    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append(logging.Formatter().format(record))


@pytest.fixture
def logged():
    handler = Lines()
    found = [logging.root, *logging.root.manager.loggerDict.values()]
    loggers = [logger for logger in found if isinstance(logger, logging.Logger)]
    levels = [logger.level for logger in loggers]
    tops = [logger for logger in loggers if logger is logging.root or not logger.propagate]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    for logger in tops:
        logger.addHandler(handler)
    yield handler.lines
    for logger in tops:
        logger.removeHandler(handler)
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


@in_both_languages
def test_no_log_holds_a_date(edition, visitor, logged, monkeypatch, language):
    visitor.raise_request_exception = False
    for answers in (HERS, WRONG, {**HERS, "discreet": "on"}):
        visitor.post(PAGE[language], answers)
        visitor.post(FILE[language], answers)
    site_logger.debug("heard")
    for part in ("calendar.views.due", "calendar.views.to_ical"):
        monkeypatch.setattr(
            f"procedures.personal_{part}", Mock(side_effect=ValueError("our fault"))
        )
    statuses = [visitor.post(a[language], HERS).status_code for a in (PAGE, FILE)]

    assert statuses == [500, 500]
    assert [line for line in logged if traces(line)] == []
    assert [line.splitlines()[0] for line in logged if "our fault" in line or "heard" in line] == [
        "heard",
        f"Internal Server Error: {PAGE[language]}",
        f"Internal Server Error: {FILE[language]}",
    ]


@both_addresses
def test_no_report_of_an_error_would_hold_what_was_typed(edition, visitor, address):
    request = visitor.post(address["fr"], HERS).wsgi_request

    assert request.sensitive_post_parameters == "__ALL__"


@in_both_languages
@pytest.mark.parametrize("answers", [HERS, WRONG])
def test_no_link_and_no_address_of_a_form_holds_a_date(edition, visitor, language, answers):
    page = visitor.post(PAGE[language], answers).text

    leading = ("href", "action", "formaction", "src", "srcset", "content")
    found = [e.attributes[name] for e in elements(page) for name in leading if name in e.attributes]
    assert len(found) > 50
    assert [address for address in found if traces(address)] == []
    forms = elements(page, "form")
    assert {form.attributes["method"] for form in forms} == {"post"}
    assert {form.attributes["action"] for form in forms} <= {*PAGE.values(), *FILE.values()}


@in_both_languages
def test_the_file_cannot_be_asked_for_by_its_address(edition, visitor, language):
    for address in (FILE[language], f"{FILE[language]}?day=2027-06-14&arrival=07:42"):
        response = visitor.get(address)

        assert (response.status_code, response.headers["Location"]) == (302, PAGE[language])


@in_both_languages
@both_addresses
def test_a_form_of_a_printed_page_needs_no_token(edition, address, language):
    visitor = Client(enforce_csrf_checks=True)

    assert visitor.post(address[language], HERS).status_code == 200
    assert "csrf" not in visitor.get(PAGE[language]).text
