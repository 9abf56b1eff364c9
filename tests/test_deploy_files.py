"""The shipped files agree with the application, and with the programs that read them."""

import re
import shutil
import subprocess

import pytest
from django.conf import settings
from django.core.management import get_commands

from clinic_site.editions.files import CACHE_CONTROL, PrintedEdition
from clinic_site.pictures.intake import MAX_BYTES
from clinic_site.proxy_errors import PAGES, write_error_pages
from clinic_site.security_headers import security_headers

from .conftest import find_or_skip
from .markup import elements, text_of
from .shipped_nginx import DEPLOY
from .test_settings import PRODUCTION, manage

NGINX = DEPLOY / "nginx" / "clinic"
UNITS = DEPLOY / "systemd"
HEADER = re.compile(r'^add_header (\S+) "(.+)" always;$', re.MULTILINE)


def shipped(name: str) -> str:
    return (NGINX / name).read_text()


def test_the_headers_of_what_nginx_answers_are_those_of_the_application():
    assert dict(HEADER.findall(shipped("headers.conf"))) == security_headers(is_secure=True)


def test_every_place_that_adds_a_header_adds_these_too():
    """In nginx, a place that adds one loses those of the places around it."""
    files = (shipped("site.conf") + shipped("places.conf")).replace("${uri}", "")
    places = re.findall(r"location [^{]*\{([^}]*)\}", files)

    adding = [place for place in places if "add_header" in place]
    assert len(adding) == 4
    assert all("include clinic/headers.conf;" in place for place in adding)


def test_the_session_that_nginx_lets_pass_is_the_applications():
    code = "from django.conf import settings; print(settings.SESSION_COOKIE_NAME)"

    name = manage("shell", "--no-imports", "--command", code, **PRODUCTION).stdout.strip()

    assert f"{name}=" in shipped("routes.conf")


def test_files_are_kept_as_long_as_the_application_says():
    for_ever = f'"max-age={PrintedEdition.FOREVER}, public, immutable"'
    rules = shipped("routes.conf")

    assert rules.count(for_ever) == 3
    assert rules.count(f'"{CACHE_CONTROL}"') == 1


def test_the_admin_takes_the_largest_picture():
    megabytes = int(re.search(r"client_max_body_size (\d+)m;", shipped("site.conf"))[1])

    assert megabytes * 2**20 > MAX_BYTES
    assert f"location ^~ /{settings.ADMIN_PATH} " in shipped("site.conf")


def test_each_error_page_that_nginx_names_is_written_in_both_languages(tmp_path):
    named = set(map(int, re.findall(r"/errors/(\d+)\.\$error_language", shipped("site.conf"))))

    files = write_error_pages(tmp_path)

    assert named == set(PAGES)
    pages = {file.name: file.read_text() for file in files}
    assert {name: elements(page, "html")[0].attributes["lang"] for name, page in pages.items()} == {
        f"{status}.{language}.html": language for status in PAGES for language in ("fr", "en")
    }
    assert text_of(pages["500.en.html"], "h1") == "Something went wrong on our side"


def test_the_services_call_commands_that_there_are():
    called = set()
    for unit in UNITS.glob("*.service"):
        called |= set(re.findall(r"^ExecStart=.* manage\.py (\S+)", unit.read_text(), re.MULTILINE))

    assert called == {"relay", "backup", "purge", "deploycheck"}
    assert called <= get_commands().keys()


def test_a_node_and_a_balancer_have_their_own_files_in_the_place_of_those_of_one_machine():
    for kind in ("node", "balancer"):
        own = {path.name for path in (DEPLOY / "nginx" / kind).iterdir()}
        assert own <= {path.name for path in NGINX.iterdir()}


def test_a_balancer_waits_longer_than_a_node_which_then_answers_for_itself():
    waits = [
        int(re.search(r"^proxy_read_timeout (\d+)s;$", text, re.MULTILINE)[1])
        for text in (
            shipped("django.conf"),
            (DEPLOY / "nginx/balancer/places.conf").read_text(),
        )
    ]

    assert waits[0] < waits[1]


def test_each_node_that_a_balancer_asks_is_asked_as_a_last_resort_too():
    text = (DEPLOY / "nginx/balancer/upstream.conf").read_text()
    nodes = re.findall(r"^  server (\S+) max_fails=1 fail_timeout=5s;$", text, re.MULTILINE)
    again = re.findall(r"^  server (\S+) max_fails=0 backup;$", text, re.MULTILINE)

    assert nodes == again
    assert text.count("server ") == len(nodes) * 2 == 4


@pytest.fixture
def units(tmp_path):
    """As systemd would find them; what they start lies on another machine."""
    folder = shutil.copytree(UNITS, tmp_path / "units")
    for unit in folder.glob("*.service"):
        unit.write_text(re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", unit.read_text(), flags=8))
    return folder


def analyze(units, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [find_or_skip("systemd-analyze"), *arguments],
        env={"SYSTEMD_UNIT_PATH": f"{units}:/usr/lib/systemd/system:/lib/systemd/system"},
        capture_output=True,
        text=True,
    )


def test_systemd_finds_no_fault_in_the_units(units):
    files = [path for path in units.iterdir() if path.is_file()]

    result = analyze(units, "verify", "--man=no", *map(str, files))

    assert len(files) == 9
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


@pytest.mark.parametrize("service", ["web", "relay", "backup", "purge", "check"])
def test_no_service_is_more_exposed_than_it_must_be(units, service):
    """Out of 10; systemd calls less than 2 as good as can be."""
    file = str(units / f"clinic-{service}.service")

    result = analyze(units, "security", "--offline=true", "--threshold=20", file)

    assert result.returncode == 0, result.stdout.splitlines()[-1]
