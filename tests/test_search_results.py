"""How pages look in lists of results and in messengers: title, description, picture."""

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from clinic_site.practice.models import Page, Practice
from clinic_site.search_results import title_of as title_for
from procedures.models import Procedure

from .builders import make_procedure
from .contact_page import typed
from .crawlers import metas, title_of
from .markup import text_of
from .publish import ask
from .share_pictures import FOLDER, SIZE
from .site_pages import (
    CALENDAR,
    CONTACT,
    IN_SITEMAP,
    PROCEDURE,
    SENT,
    all_pages,
    faults,
    language_of,
    read,
)

pytestmark = pytest.mark.usefixtures("first_content")

SITE = "https://clinic.example"
LONG = "Lifting des cuisses et dermolipectomie de la face interne, les deux techniques"  # 78


def test_every_title_is_at_most_60_and_every_description_155_characters(client):
    def too_long(html, address):
        shown, described = title_of(html), metas(html)["description"]
        return [
            text for text, most in ((shown, 60), (described, 155)) if not 10 <= len(text) <= most
        ]

    assert faults(client, too_long) == {}


def test_titles_name_the_practice_once_where_it_fits(client):
    titles = {address: title_of(html) for address, html in all_pages(client).items()}

    assert titles["/fr/"] == "Dr Vincent Masson, chirurgien plasticien à Paris"
    assert titles[PROCEDURE[0]] == "Lifting des cuisses · Dr Vincent Masson"
    assert titles[CALENDAR[1]] == "Thigh lift: your calendar · Dr Vincent Masson"
    assert titles[SENT[1]] == "Thank you, your message has been saved · Dr Vincent Masson"


def test_a_chosen_title_stands_alone_and_the_heading_stays(client):
    chosen = "Lifting des cuisses : cicatrices, suites, risques, prix"
    Procedure.objects.update(search_title_fr=chosen)
    Page.objects.filter(key="contact").update(search_title_en="Write to Dr Masson")

    html = read(client, PROCEDURE[0])

    assert (title_of(html), text_of(html, "h1")) == (chosen, "Lifting des cuisses")
    assert metas(html)["og:title"] == chosen
    assert title_of(read(client, CONTACT[1])) == "Write to Dr Masson"
    refused = client.post(CONTACT[1], typed(name="")).text
    assert title_of(refused) == "Error: Write to Dr Masson"


def test_a_title_without_room_for_the_practice_stands_alone_and_is_cut_if_it_must():
    page = Page(title="Une page dont le titre prend presque toute la place")

    assert title_for(page, "Dr Vincent Masson") == page.title
    assert title_for(Page(title=LONG), "X") == LONG[:59] + "…"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_forms_refuse_a_long_title_until_a_shorter_one_is_given_for_search_engines(language):
    other = {"fr": "en", "en": "fr"}[language]
    procedure = make_procedure(**{f"name_{language}": LONG, f"name_{other}": "Short"})
    with pytest.raises(ValidationError) as refused:
        procedure.full_clean()
    assert list(refused.value.message_dict) == [f"search_title_{language}"]

    setattr(procedure, f"search_title_{language}", "Shorter")
    procedure.full_clean()

    setattr(procedure, f"search_title_{language}", "x" * 61)
    with pytest.raises(ValidationError) as refused:
        procedure.full_clean()
    assert f"search_title_{language}" in refused.value.message_dict


def test_messengers_are_told_the_same_and_shown_a_picture(client):
    locales = {"fr": "fr_FR", "en": "en_GB"}
    for pair in IN_SITEMAP:
        for address, other in (pair, pair[::-1]):
            html = all_pages(client)[address]
            said, language = metas(html), language_of(address)
            picture = f"{SITE}/static/share/{language}.png"
            assert {name: text for name, text in said.items() if name.startswith("og:")} == {
                "og:title": title_of(html),
                "og:description": said["description"],
                "og:type": "website" if address in ("/fr/", "/en/") else "article",
                "og:url": SITE + address,
                "og:site_name": Practice.objects.get().name,
                "og:locale": locales[language],
                "og:locale:alternate": locales[language_of(other)],
                "og:image": picture,
                "og:image:width": str(SIZE[0]),
                "og:image:height": str(SIZE[1]),
                "og:image:alt": said["og:image:alt"],
            }
            assert said["og:image:alt"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_picture_has_the_size_that_pages_say_and_weighs_little(language):
    file = FOLDER / f"{language}.png"

    with Image.open(file) as picture:
        assert picture.size == SIZE
    assert file.stat().st_size < 60_000


def test_an_edition_keeps_the_picture_that_its_pages_name(edition):
    picture = metas(ask(PROCEDURE[0]).body.decode())["og:image"].removeprefix(SITE)

    answer = ask(picture)

    assert (answer.status, answer.headers["Content-Type"]) == ("200 OK", "image/png")
    assert answer.body == (FOLDER / "fr.png").read_bytes()
