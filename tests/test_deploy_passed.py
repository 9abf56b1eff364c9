"""What the shipped nginx leaves to Django, what it refuses, and what both keep of it."""

import json
import os
import signal
import socket
import ssl
from contextlib import closing
from http.client import HTTPConnection, RemoteDisconnected
from urllib.parse import urlencode

import pytest

from clinic_site.front import FROM_DISK

from .bench.servers import workers_of
from .calendar_page import PAGE
from .contact_page import FORM, Elements, typed
from .deployed_site import deployed_site
from .scraped import figures_at, requests_in
from .shipped_nginx import HOST
from .site_pages import PROCEDURE
from .site_process import wait_until

BECOME_STAFF = """
from django.contrib.auth.models import User
from django.test import Client
from tests.people import enter
user = User.objects.create_superuser("claire", password="une phrase assez longue")
client = enter(Client(), user)
print(client.session.session_key)
"""
FORM_HEADERS = {
    "Content-Type": "application/x-www-form-urlencoded",
    "Referer": f"https://{HOST}{FORM['fr']}",
}
HIDDEN = ["csrfmiddlewaretoken", "stamp"]


@pytest.fixture(scope="module")
def site():
    with deployed_site() as site:
        site.get("/healthz")
        yield site


@pytest.fixture(scope="module")
def staff(site) -> dict[str, str]:
    """The headers of somebody who is logged in."""
    process = site.begin("shell", "--no-imports", "--command", BECOME_STAFF)
    said, complaints = process.communicate()
    assert process.returncode == 0, complaints
    return {"Cookie": f"one=1; __Host-sessionid={said.strip()}"}


def test_staff_read_the_draft_where_visitors_read_the_edition(site, staff):
    visitor, draft = site.get(PROCEDURE[0]), site.get(PROCEDURE[0], **staff)

    assert FROM_DISK.fullmatch(visitor.headers["ETag"])
    assert (draft.status, draft.headers["ETag"]) == (200, None)
    assert visitor.content != draft.content
    assert b"/admin/" in draft.content
    assert b"/admin/" not in visitor.content


@pytest.mark.parametrize("cookie", ["__Host-sessionid=stale", "a=b; __Host-sessionid="])
def test_a_session_that_is_over_reads_the_edition_too(site, cookie):
    answer = site.get(PROCEDURE[0], Cookie=cookie)

    assert (answer.status, answer.content) == (200, site.get(PROCEDURE[0]).content)


@pytest.mark.parametrize("cookie", ["__Host-csrftoken=abc", "language=en", "other__Host-session=1"])
def test_another_cookie_changes_nothing(site, cookie):
    assert FROM_DISK.fullmatch(site.get(PROCEDURE[0], Cookie=cookie).headers["ETag"])


def test_an_enquiry_is_stored_with_the_address_that_nginx_saw(site):
    page = site.get(FORM["fr"])
    values = {name: Elements(page).first(name=name)["value"] for name in HIDDEN}
    headers = FORM_HEADERS | {
        "Cookie": page.headers["Set-Cookie"].partition(";")[0],
        "X-Forwarded-For": "192.0.2.9",  # what a visitor says of itself
        "X-Forwarded-Proto": "http",
    }

    answer = site.ask("POST", FORM["fr"], urlencode(typed(**values)), headers)

    assert (answer.status, answer.headers["Location"]) == (302, "/fr/contact/merci/")
    assert site.database.sql("SELECT name FROM contact_enquiry") == [("Zoé Faure",)]


def test_a_date_for_the_calendar_reaches_django_though_its_page_lies_on_the_disk(site):
    body = urlencode({"day": "2030-06-14", "arrival": "", "quote": ""})

    answer = site.ask("POST", PAGE["fr"], body, FORM_HEADERS)

    assert answer.status == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert "14 juin 2030" in answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        (FORM["fr"], 70_000, 413),
        (PROCEDURE[1], 70_000, 413),
        ("/admin/login/", 70_000, 403),
        ("/admin/pictures/picture/add/", 10 * 2**20, 403),
        ("/admin/", 12 * 2**20, 413),
    ],
)
def test_a_body_may_be_as_large_as_its_page_needs(site, path, size, status):
    """403: Django has read it, and misses the form's token."""
    request = f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: {size}\r\n"
    request += "Content-Type: application/x-www-form-urlencoded\r\n\r\n"

    answer = site.say(request.encode() + (b"a" * size if status == 403 else b""))

    assert answer.status == status


def test_plain_http_leads_to_https_and_another_name_gets_no_certificate(site):
    with closing(HTTPConnection("127.0.0.1", site.plain_port)) as connection:
        connection.request("GET", "/fr/contact/?a=b", headers={"Host": "evil.example"})
        answer = connection.getresponse()
        assert (answer.status, answer.headers["Location"]) == (
            301,
            f"https://{HOST}/fr/contact/?a=b",
        )
    plain = socket.create_connection(("127.0.0.1", site.port))
    with plain, pytest.raises(ssl.SSLError, match="UNRECOGNIZED_NAME"):
        site.trusting.wrap_socket(plain, server_hostname="evil.example")
    with pytest.raises(RemoteDisconnected):
        site.say(b"GET /fr/ HTTP/1.1\r\nHost: evil.example\r\n\r\n")


def test_the_line_is_http_2_over_the_newest_tls(site):
    trusting = ssl.create_default_context(cafile=str(site.certificate))
    trusting.set_alpn_protocols(["h2", "http/1.1"])
    with (
        socket.create_connection(("127.0.0.1", site.port)) as plain,
        trusting.wrap_socket(plain, server_hostname=HOST) as line,
    ):
        assert (line.selected_alpn_protocol(), line.version()) == ("h2", "TLSv1.3")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_no_older_tls_is_spoken(site):
    old = ssl.create_default_context(cafile=str(site.certificate))
    old.set_ciphers("ALL:@SECLEVEL=0")
    old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    plain = socket.create_connection(("127.0.0.1", site.port))
    with plain, pytest.raises(ssl.SSLError, match="ALERT_PROTOCOL_VERSION"):
        old.wrap_socket(plain, server_hostname=HOST)


def test_logs_hold_faults_without_an_address_or_a_query(site):
    """And the number by which nginx's line and Django's are known to be of one request."""
    site.get("/fr/nowhere/?day=2030-06-14", **{"User-Agent": "Zoé".encode().decode("latin-1")})
    site.get(f"{PROCEDURE[0]}?day=2030-06-14")
    site.get("/draft/a-very-secret-token/fr/")
    wait_until(lambda: '"/draft/"' in (site.root / "var/log/nginx/clinic.log").read_text())

    files = [site.log, *(site.root / "var/log/nginx").iterdir()]
    logs = {path.name: path.read_text() for path in files}
    faults = [json.loads(line) for line in logs["clinic.log"].splitlines()]
    missing = [line for line in faults if line["path"] == "/fr/nowhere/"]
    noted = [json.loads(line) for line in logs[site.log.name].splitlines() if line[0] == "{"]
    same = [line for line in noted if line["message"] == "Not Found: /fr/nowhere/"]

    assert [line["network"] for line in missing] == ["127.0.0.0"]
    assert [line["request"] for line in missing] == [line["request"] for line in same]
    assert {line["path"] for line in faults if "draft" in line["path"]} == {"/draft/"}
    assert {line["status"][0] for line in faults} <= {"4", "5"}
    for word in ("127.0.0.1", "2030-06-14", "Zo", "secret"):
        assert [name for name, text in logs.items() if word in text] == [], word


def test_prometheus_is_told_what_all_workers_have_done_dead_ones_included(site):
    before = requests_in(figures_at(site.figures_port)).get(("edition", "2xx"), 0)
    for _visit in range(30):
        site.ask_gunicorn(PROCEDURE[0])
    os.kill(workers_of(site.server)[0], signal.SIGKILL)
    wait_until(lambda: len(workers_of(site.server)) == 3)
    found = figures_at(site.figures_port)

    assert requests_in(found)["edition", "2xx"] == before + 30
    assert found["clinic_database_up",] == found["clinic_edition_number",] == 1


def test_nobody_elsewhere_is_told_whatever_they_claim(site):
    """As nginx hands it on when the visitor is not on this machine."""
    claims = {"X-Forwarded-For": "127.0.0.1", "X-Real-IP": "127.0.0.1", "Forwarded": "for=::1"}
    inside = site.get("/metrics", **claims).status

    def is_elsewhere() -> bool:
        return site.get("/metrics", **claims).status == 404

    with site.changed("django.conf", "$remote_addr", "192.0.2.7", is_elsewhere):
        answer = site.get("/metrics", **claims)

    assert (inside, answer.status, b"clinic_" in answer.content) == (200, 404, False)
