"""MDN's HTTP Observatory on every public template: at least 130 of 100 points."""

import pytest
from django.utils import timezone

from clinic_site.editions.draft_link import VALID, draft_address, new_token
from clinic_site.editions.serving import current

from .conftest import find_or_skip
from .node_packages import installed
from .observatory import ENOUGH, PACKAGE, VERSION, as_seen, grades
from .publish import ask, publish_now
from .site_pages import ADDRESSES, CALENDAR, CONTACT

HOST = "testserver"
FORM = {"CONTENT_TYPE": "application/x-www-form-urlencoded"}


@pytest.fixture
def over_https(settings):
    """As in production; the other tests speak plain http."""
    settings.SECURE_SSL_REDIRECT = settings.CSRF_COOKIE_SECURE = True
    settings.SESSION_COOKIE_SECURE = True
    settings.CSRF_COOKIE_NAME = "__Host-csrftoken"


def seen(path: str, method: str = "GET", body: bytes = b"", **environ: str) -> dict:
    answer = ask(path, method, body, HTTP_HOST=HOST, **environ)
    plain = ask(path, HTTP_HOST=HOST, **{"wsgi.url_scheme": "http"})
    redirected = [[f"http://{HOST}{path}", int(plain.status[:3])]]
    redirected += [[plain.headers["Location"], 200]]
    url = f"https://{HOST}{path}#{method}"
    return as_seen(url, int(answer.status[:3]), answer.headers.items(), answer.body, redirected)


def test_every_public_template_has_the_points_and_no_fault(edition, over_https, time_machine):
    node, folder = find_or_skip("node", "nodejs"), installed(PACKAGE, VERSION)
    token = new_token()
    answers = [seen(path) for path in (*ADDRESSES, draft_address(token, "/fr/"))]
    answers.append(seen(CALENDAR[1], "POST", b"day=2027-06-15", **FORM))
    faults = [seen("/fr/nothing/"), seen(CONTACT[0], "POST", b"name=x", **FORM)]
    faults.append(seen("/", "POST", **{"CONTENT_TYPE": "text/plain; charset=rot13"}))
    publish_now()
    answers.append(seen("/editions/1/en/"))
    time_machine.move_to(timezone.now() + VALID * 2)
    faults.append(seen(draft_address(token, "/en/")))
    current.edition = None
    faults.append(seen("/en/"))

    judged = grades(node, folder, answers + faults)

    assert [answer["status"] for answer in faults] == [404, 403, 400, 410, 503]
    assert {answer["status"] for answer in answers} == {200}
    assert [grade["faults"] for grade in judged.values()] == [[]] * len(judged)
    assert {url: grade["score"] for url, grade in judged.items() if grade["score"] < ENOUGH} == {}
    assert judged[f"https://{HOST}{CONTACT[0]}#GET"]["score"] == ENOUGH + 5  # a careful cookie


def test_what_it_says_of_a_site_without_headers():
    node, folder = find_or_skip("node", "nodejs"), installed(PACKAGE, VERSION)
    bare = as_seen("https://bare.example/", 200, [["Content-Type", "text/html"]], b"<p>Bare", [])

    ((_url, grade),) = grades(node, folder, [bare]).items()

    assert grade["score"] < 50
    assert "csp-not-implemented" in grade["faults"]
