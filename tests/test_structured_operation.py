"""What search engines are told of an operation comes from the rows that patients read."""

import pytest

from clinic_site.json_ld import plain
from procedures.models import Fact, Procedure, Question

from .markup import text_of
from .schema_org import faults_of, things_in
from .site_pages import IN_SITEMAP, all_pages, in_both_languages, read_procedure
from .structured_data import graph_of, the

pytestmark = pytest.mark.usefixtures("first_content")

SITE = "https://clinic.example"


def words(text: str) -> str:
    return " ".join(text.split())


def test_prices_are_those_of_the_fees(client):
    assert the("SurgicalProcedure", read_procedure(client, "en"))["offers"] == [
        {
            "@type": "Offer",
            "name": name,
            "priceSpecification": {
                "@type": "PriceSpecification",
                "priceCurrency": "EUR",
                "minPrice": amount,
            },
        }
        for name, amount in (("With health-insurance cover", 4500), ("Without cover", 6000))
    ]


@pytest.mark.parametrize(
    ("upper", "said"), [(4500, {"price": 4500}), (5000, {"minPrice": 4500, "maxPrice": 5000})]
)
def test_a_price_is_exact_or_a_range_as_its_fact(client, upper, said):
    Fact.objects.filter(key="fee-covered").update(upper=upper)

    html = read_procedure(client, "fr")
    price = the("SurgicalProcedure", html)["offers"][0]["priceSpecification"]

    assert price == {"@type": "PriceSpecification", "priceCurrency": "EUR", **said}
    assert faults_of(graph_of(html)) == []


def test_a_changed_fact_is_told_changed(client):
    Fact.objects.filter(key="garment").update(lower=5, upper=8)

    operation = the("SurgicalProcedure", read_procedure(client, "en"))

    assert "Compression garment, night and day: 5 to 8 weeks" in operation["followup"].split("; ")


@in_both_languages
def test_the_operation_says_where_and_how_and_what_can_go_wrong(client, language):
    html = read_procedure(client, language)
    operation = the("SurgicalProcedure", html)
    shown = text_of(html, "main").replace("\n", " ")

    assert operation["bodyLocation"] in {"face interne des cuisses", "inner thighs"}
    assert len(operation["adverseOutcome"]) == 10
    assert [o["name"] for o in operation["adverseOutcome"] if o["name"] not in shown] == []
    assert all(operation[name] for name in ("preparation", "howPerformed", "followup"))


def test_what_is_not_known_of_an_operation_is_left_out(client):
    Procedure.objects.update(body_location_en="", also_called_en="")

    operation = the("SurgicalProcedure", read_procedure(client, "en"))

    assert {"bodyLocation", "alternateName"} & set(operation) == set()


@in_both_languages
def test_questions_are_told_with_their_whole_answers_as_they_are_read(client, language):
    """developers.google.com/search/docs/appearance/structured-data/faqpage"""
    html = read_procedure(client, language)
    shown = words(text_of(html, "main", lambda element: "popover" in element.attributes))
    questions = the("FAQPage", html)["mainEntity"]
    answered = Question.objects.exclude(**{f"answer_{language}": ""})

    assert len(questions) == answered.count() == 8
    for question in questions:
        assert set(question) == {"@type", "name", "acceptedAnswer"}
        assert set(question["acceptedAnswer"]) == {"@type", "text"}
        assert words(question["name"]) in shown
        assert words(question["acceptedAnswer"]["text"]) in shown


def test_an_answer_in_several_blocks_becomes_one_plain_text():
    html = "<p>Yes&nbsp;: 5 &lt; 6,</p>\n<ul><li>a <strong>b</strong></li><li>c</li></ul>"

    assert plain(html) == "Yes\N{NO-BREAK SPACE}: 5 < 6, a b c"


def test_without_an_answered_question_there_is_no_page_of_answers(client):
    Question.objects.update(answer_fr="", answer_en="")

    kinds = [thing["@type"] for thing in graph_of(read_procedure(client, "fr"))]

    assert "FAQPage" not in kinds


def test_the_sources_are_cited_in_their_order_and_known_by_their_doi(client):
    cited = the("MedicalWebPage", read_procedure(client, "en"))["citation"]

    assert [(source["@type"], source.get("@id")) for source in cited] == [
        ("ScholarlyArticle", "https://doi.org/10.4103/0974-2077.172189"),
        ("CreativeWork", None),
        ("ScholarlyArticle", "https://doi.org/10.1097/PRS.0000000000000772"),
        ("ScholarlyArticle", "https://doi.org/10.1093/asj/sjv275"),
        (
            "CreativeWork",
            "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665",
        ),
    ]


def test_nothing_is_rated_and_nobody_reviews_but_a_doctor(client):
    said = {
        name
        for pair in IN_SITEMAP
        for address in pair
        for thing in things_in(graph_of(all_pages(client)[address]))
        for name in (*thing, *thing["@type"])
    }

    forbidden = {"aggregateRating", "review", "reviews", "starRating", "Review", "Rating"}
    assert said & forbidden == set()


def test_the_home_page_names_the_operations_of_the_practice(client):
    practice = the("Physician", all_pages(client)["/en/"])

    assert practice["availableService"] == [
        {
            "@type": "SurgicalProcedure",
            "@id": f"{SITE}/en/procedures/thigh-lift/#operation",
            "name": "Thigh lift",
            "url": f"{SITE}/en/procedures/thigh-lift/",
        }
    ]
