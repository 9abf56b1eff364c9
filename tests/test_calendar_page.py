"""The page tells the plan in words, and for a date in days, with the law and links."""

import pytest

from procedures.models import Step

from .calendar_page import PAGE, on_10_may, typed
from .markup import elements, text_of
from .site_pages import in_both_languages, read, read_procedure

pytestmark = [pytest.mark.usefixtures("first_content"), on_10_may]


def lines(page: str) -> list[str]:
    return text_of(page, "main").split("\n")


def around(page: str, title: str) -> list[str]:
    """What stands above the title of a step: its days."""
    found = lines(page)
    return [found[number - 1] for number, line in enumerate(found) if line.endswith(f". {title}")]


@pytest.mark.parametrize(
    ("language", "in_words"),
    [
        (
            "fr",
            {
                "Réfléchissez, puis signez": "Au moins 15 jours après le devis",
                "Ne prenez pas d’aspirine sans avis": "10 jours avant",
                "Restez à jeun": "6 heures avant",
                "Portez le panty nuit et jour": "Le lendemain, pendant 4 à 6 semaines",
            },
        ),
        (
            "en",
            {
                "Think it over, then sign": "At least 15 days after the quote",
                "Take no aspirin without advice": "10 days before",
                "Do not eat or drink": "6 hours before",
                "Wear the garment night and day": "The day after, for 4 to 6 weeks",
            },
        ),
    ],
)
def test_without_a_date_the_plan_is_told_in_words(client, language, in_words):
    page = read(client, PAGE[language])

    assert {title: around(page, title) for title in in_words} == {
        title: [when] for title, when in in_words.items()
    }
    assert [e for e in elements(page) if e.has_class("plan__month")] == []


@pytest.mark.parametrize(
    ("language", "in_days"),
    [
        (
            "fr",
            {
                "Ne prenez pas d’aspirine sans avis": "Samedi 5 juin 10 jours avant",
                "Restez à jeun": "Mardi 15 juin à 1 h 6 heures avant",
                "Portez le panty nuit et jour": "Mercredi 16 juin, terminé le mercredi 14 juillet "
                "au plus tôt, mercredi 28 juillet au plus tard le lendemain, "
                "pendant 4 à 6 semaines",
            },
        ),
        (
            "en",
            {
                "Take no aspirin without advice": "Saturday 5 June 10 days before",
                "Do not eat or drink": "Tuesday 15 June at 01:00 6 hours before",
                "Wear the garment night and day": "Wednesday 16 June, over on Wednesday 14 July "
                "at the earliest, Wednesday 28 July at the latest the day after, "
                "for 4 to 6 weeks",
            },
        ),
    ],
)
def test_with_a_date_the_plan_is_told_in_days_and_ranges(client, language, in_days):
    page = client.post(PAGE[language], typed(arrival="07:00")).text

    assert {title: around(page, title) for title in in_days} == {
        title: [when] for title, when in in_days.items()
    }


@pytest.mark.parametrize(
    ("language", "months"),
    [
        ("fr", "Mai Juin Juin Juin Juillet Septembre Décembre Juin Septembre Septembre"),
        ("en", "May June June June July September December June September September"),
    ],
)
def test_days_stand_under_their_month(client, language, months):
    page = client.post(PAGE[language], typed()).text

    years = ["2027"] * 7 + ["2028", "2028", "2030"]
    expected = [f"{month} {year}" for month, year in zip(months.split(), years, strict=True)]
    assert [line for line in lines(page) if line in set(expected)] == expected


@in_both_languages
@pytest.mark.parametrize("answers", [None, typed()])
def test_every_step_is_there_and_leads_to_its_place_on_the_page(client, language, answers):
    address = PAGE[language]
    page = client.post(address, answers).text if answers else read(client, address)

    procedure = read_procedure(client, language)
    anchors = {e.attributes["id"] for e in elements(procedure) if "id" in e.attributes}
    links = [e.attributes["href"] for e in elements(page, "a") if e.has_class("plan__more")]
    parts = [link.split("#") for link in links]
    assert {path for path, _anchor in parts} == {address.rsplit("/", 2)[0] + "/"}
    assert sorted(anchor for _path, anchor in parts) == sorted(
        f"step-{pk}" for pk in Step.objects.values_list("pk", flat=True)
    )
    assert {anchor for _path, anchor in parts} <= anchors


@in_both_languages
@pytest.mark.parametrize("answers", [typed(), typed(arrival="07:00", quote="2027-06-10")])
def test_every_link_to_a_point_leads_to_one(client, language, answers):
    page = client.post(PAGE[language], answers).text

    points = {e.attributes["href"] for e in elements(page, "a")}
    ids = [e.attributes["id"] for e in elements(page) if "id" in e.attributes]
    assert {link for link in points if link.startswith("#")} <= {f"#{name}" for name in ids}
    assert len(ids) == len(set(ids))
    assert [name for name in ids if name.startswith("point-")] == [
        f"point-{number}" for number in range(1, Step.objects.count() + 1)
    ]


@in_both_languages
def test_an_address_with_a_date_in_it_is_the_page_without(edition, visitor, language):
    plain = visitor.get(PAGE[language]).text

    assert visitor.get(f"{PAGE[language]}?day=2027-06-01&arrival=07:00").text == plain
    assert visitor.get(PAGE[language], {"quote": "2027-06-01"}).text == plain
