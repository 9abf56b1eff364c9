"""Pictures on pages: what visitors are served, what a draft shows, what an old edition keeps."""

import re

import pytest

from clinic_site.editions.draft_link import draft_address, new_token
from clinic_site.editions.models import Edition
from clinic_site.practice.models import Practice
from procedures.leaflet import make_leaflet
from procedures.models import Procedure, Section

from .leaflet_pdf import require_leaflets
from .markup import elements
from .pictures import make_picture, named_in, opened, show
from .publish import ask, publish_now
from .site_pages import PROCEDURE

pytestmark = pytest.mark.usefixtures("first_content", "collected")


SHOWN_ON = {"/fr/": 2, "/en/": 2, "/fr/contact/": 1, PROCEDURE[0]: 1, PROCEDURE[1]: 1}


def test_visitors_are_served_pictures_in_the_sizes_that_pages_name(visitor):
    picture = show(make_picture((2000, 1200)))
    publish_now()

    pages = {path: visitor.get(path).text for path in SHOWN_ON}
    assert {path: len(elements(html, "img")) for path, html in pages.items()} == SHOWN_ON
    names = set.union(*map(named_in, pages.values()))
    assert names == {f"/media/{name}" for name in picture.files()}
    for name in names:
        answer = ask(name)
        shown = opened(answer.body)
        kind = {".jpg": "JPEG", "webp": "WEBP"}[name[-4:]]
        width = re.search(r"-(\d+)\.", name)
        assert (answer.status, shown.format) == ("200 OK", kind)
        assert shown.width == int(width[1] if width else 2000)
        assert answer.headers["Content-Type"] == f"image/{kind.lower()}"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"


def test_a_page_tells_browsers_which_file_to_take_and_how_much_room_to_keep(client):
    picture = show(make_picture((1000, 600), focal_x=72, focal_y=18))

    first, second = elements(client.get("/en/").text, "img")
    sources = elements(client.get("/en/").text, "source")

    stem = f"/media/{picture.variants}"
    widths = ", ".join(f"{stem}-{width}.{{0}} {width}w" for width in (480, 800, 1000))
    assert [source.attributes["srcset"] for source in sources] == [widths.format("webp")] * 2
    assert first.attributes == {
        "class": "picture__image focus-x-70 focus-y-20",
        "src": picture.url,
        "srcset": widths.format("jpg"),
        "sizes": "(min-width: 71rem) 68rem, calc(100vw - 2.5rem)",
        "width": "1000",
        "height": "600",
        "alt": "The entrance (en)",
        "fetchpriority": "high",
        "decoding": "async",
    }
    assert second.attributes["loading"] == "lazy"


def test_a_picture_is_never_made_larger_and_a_decorative_one_says_nothing(client):
    picture = show(make_picture((300, 200), is_decorative=True, alt_fr="", alt_en=""))

    assert picture.widths() == [300]
    assert [image.attributes["alt"] for image in elements(client.get("/en/").text, "img")] == [
        "",
        "",
    ]


def test_a_picture_of_the_draft_is_for_staff_and_for_readers_with_the_link(
    edition, admin_client, visitor
):
    picture = show(make_picture((600, 400), with_variants=False))
    (shown, _again) = elements(admin_client.get("/fr/").text, "img")
    assert (shown.attributes["src"], "srcset" in shown.attributes) == (picture.url, False)

    answer = admin_client.get(picture.url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer["Cache-Control"] == "private, max-age=3600"
    assert visitor.get(picture.url).status_code == 404
    assert visitor.get("/fr/").text.count("<img") == 0

    token = new_token()
    page = visitor.get(draft_address(token, "/fr/")).text
    assert named_in(page.replace(draft_address(token, ""), "/")) == {picture.url}
    inside = draft_address(token, picture.url)
    assert inside in page
    assert visitor.get(inside).content == answer.content


@pytest.mark.parametrize(
    "path", ["pictures/../../db.sqlite3", "pictures/none.jpg", "env", "pictures/a.svg", "pictures/"]
)
def test_staff_are_given_pictures_and_no_other_file(admin_client, path):
    assert admin_client.get(f"/media/{path}").status_code == 404


def test_a_leaflet_shows_no_picture_and_asks_for_none(settings):
    settings.LEAFLETS = True
    require_leaflets()
    Section.objects.exclude(key="what").delete()
    show(make_picture((600, 400)))

    def made(**fields):
        Section.objects.update(**fields)
        procedure = Procedure.objects.with_page_content().get()
        return make_leaflet(procedure, Practice.objects.get(), Edition(number=1)).body

    assert made() == made(picture=None)
