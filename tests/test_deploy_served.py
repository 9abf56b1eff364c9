"""What visitors get from the shipped nginx: what gunicorn would answer, from the disk."""

import pytest

from clinic_site.front import FROM_DISK
from clinic_site.security_headers import security_headers

from .deployed_site import deployed_site
from .site_pages import CONTACT, PROCEDURE
from .site_process import Answer

ENCODINGS = ["br, gzip", "gzip", "identity"]
# Of nginx's own kind; what is compared is what they lead to.
ITS_OWN = {"Server", "Date", "Connection", "ETag", "Last-Modified", "Accept-Ranges"}
COLLECTED = ["/static/admin/css/base.css", "/static/admin/img/icon-yes.svg"]
COLLECTED += ["/static/admin/js/core.js", "/static/css/site.css"]


@pytest.fixture(scope="module")
def site():
    with deployed_site() as site:
        assert site.get("/healthz").status == 200
        yield site


def told(answer: Answer) -> tuple[int, dict[str, str], bytes]:
    """Of a file with a .br and no .gz, nginx says `Vary` only to who takes the former."""
    its_own = ITS_OWN if "Content-Encoding" in answer.headers else ITS_OWN | {"Vary"}
    headers = {
        name: value.replace('"utf-8"', "utf-8")
        for name, value in answer.headers.items()
        if name not in its_own
    }
    return answer.status, headers, answer.content


def is_from_disk(answer: Answer) -> bool:
    return bool(FROM_DISK.fullmatch(answer.headers["ETag"]))


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_address_of_the_edition_is_answered_from_disk_as_gunicorn_would(site, encoding):
    paths = list(site.pages(1))
    wanted = {"Accept-Encoding": encoding}

    answers = {path: site.get(path, **wanted) for path in paths}

    assert len(paths) > 20
    assert [path for path in paths if not is_from_disk(answers[path])] == []
    assert {path: told(answers[path]) for path in paths} == {
        path: told(site.ask_gunicorn(path, **wanted)) for path in paths
    }


@pytest.mark.parametrize("path", COLLECTED)
def test_the_files_of_the_admin_are_answered_from_disk_too(site, path):
    for encoding in ENCODINGS:
        answer = site.get(path, **{"Accept-Encoding": encoding})

        assert is_from_disk(answer)
        assert told(answer) == told(site.ask_gunicorn(path, **{"Accept-Encoding": encoding}))


def test_who_has_the_page_is_told_so_and_who_asks_for_its_head_gets_no_body(site):
    page = site.get(PROCEDURE[0])
    for name, value in (
        ("If-None-Match", page.headers["ETag"]),
        ("If-None-Match", f"W/{page.headers['ETag']}"),
        ("If-Modified-Since", page.headers["Last-Modified"]),
    ):
        again = site.get(PROCEDURE[0], **{name: value})
        assert (again.status, again.content) == (304, b"")
        for header in (*security_headers(is_secure=True), "Cache-Control"):
            assert again.headers[header] == page.headers[header]

    head = site.ask("HEAD", PROCEDURE[0])
    assert (head.status, head.content) == (200, b"")
    assert head.headers["Content-Length"] == str(len(page.content))


@pytest.mark.parametrize(
    "path",
    [
        *("/fr/index.html", "/fr/index.html.br", "/fr/index.html.gz", "/sitemap.xml.gz"),
        *("/content/edition.json", "/live/fr/contact/", "/../content/edition.json", "/errors/"),
        *("/errors/500.fr.html", "/static/../../content/edition.json", "/static/css/site.css.br"),
    ],
)
def test_nothing_has_a_second_address_and_what_is_beside_the_pages_has_none(site, path):
    answer = site.get(path)

    assert answer.status in (400, 404)
    for name, value in security_headers(is_secure=True).items():
        assert answer.headers.get_all(name) == [value]


def test_an_address_without_its_last_slash_leads_to_the_page(site):
    answer = site.get("/fr/glossaire")

    assert (answer.status, answer.headers["Location"]) == (301, "/fr/glossaire/")


def test_what_is_computed_comes_from_django_with_each_header_once(site):
    answers = [site.get(CONTACT[0]), site.get("/fr/nowhere/"), site.get("/admin/login/")]

    assert [answer.status for answer in answers] == [200, 404, 200]
    for answer in answers:
        for name in security_headers(is_secure=True):
            assert len(answer.headers.get_all(name)) == 1, name
