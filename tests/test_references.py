"""What `[[key]]` becomes on a page."""

from django.utils.html import mark_safe
from django.utils.translation import override

from procedures.models import Fact, Source, Term
from procedures.references import References, keys_in

GARMENT = Fact(key="garment", lower=4, upper=6, unit="week")
ANAESTHESIA = Fact(key="anaesthesia", text_fr="générale", text_en="general")
SISTI = Source(key="sisti-2015")
GUSENOFF = Source(key="gusenoff-2015")
SEROMA = Term(
    key="seroma",
    name_fr="Sérome",
    name_en="Seroma",
    definition_fr="Une poche de lymphe.",
    definition_en="A pocket of lymph.",
)
EXPLAINED = (
    '<span class="term-line">{before}'
    '<button class="term" type="button" popovertarget="term-seroma">{words}</button>'
    '<span class="term__explanation" id="term-seroma" popover>'
    "<strong>Sérome</strong> Une poche de lymphe.</span>{after}</span>"
)


def explained(words: str, before: str = "", after: str = "") -> str:
    return EXPLAINED.format(words=words, before=before, after=after)


def page() -> References:
    return References(
        [GARMENT, ANAESTHESIA], [SISTI, GUSENOFF], [SEROMA], {"retention": "90 jours"}
    )


def cited(number: int, key: str, names: str = "cite") -> str:
    return f'<sup class="{names}"><a href="#{key}" aria-label="Source {number}">{number}</a></sup>'


def test_a_fact_is_said_in_the_reader_s_language():
    assert page().render("Portez-le [[garment]].") == "Portez-le 4 à 6\xa0semaines."
    with override("en"):
        assert page().render("Wear it for [[garment]].") == "Wear it for 4 to 6 weeks."


def test_a_fact_without_a_number_is_said_in_words():
    assert page().render("Anesthésie [[anaesthesia]].") == "Anesthésie générale."


def test_words_can_stand_in_for_a_fact():
    assert page().render("[[garment|un mois ou plus]]") == "un mois ou plus"


def test_an_amount_of_the_site_is_said():
    assert page().render("Gardé [[retention]].") == "Gardé 90 jours."


def test_a_citation_is_the_source_s_place_in_the_list_and_leads_there():
    assert page().render("Oui[[gusenoff-2015]] et [[sisti-2015|non]].") == (
        f"Oui{cited(2, 'gusenoff-2015')} et{cited(1, 'sisti-2015')}."
    )


def test_a_citation_stands_close_to_the_word_before_it():
    assert page().render("Oui [[gusenoff-2015]]\n[[sisti-2015]].") == (
        f"Oui{cited(2, 'gusenoff-2015')}{cited(1, 'sisti-2015', 'cite cite--next')}."
    )


def test_a_term_is_explained_once_then_left_as_plain_words():
    rendered = page().render("Un [[seroma|épanchement]], des [[seroma|épanchements]], [[seroma]].")

    first = explained("épanchement", after=",")
    assert rendered == f"Un {first} des épanchements, Sérome."


def test_an_elision_and_a_bracket_stay_on_the_line_of_their_word():
    assert page().render("de l’[[seroma|épanchement]].") == (
        f"de {explained('épanchement', 'l’', '.')}"
    )
    assert page().render("ici ([[seroma|épanchement]])") == (
        f"ici {explained('épanchement', '(', ')')}"
    )


def test_a_term_is_explained_once_on_the_page_not_once_a_text():
    references = page()

    assert references.render("[[seroma]]") == explained("Sérome")
    assert references.render("[[seroma|épanchement]]") == "épanchement"


def test_an_unknown_key_leaves_its_words_or_nothing():
    assert page().render("Un [[typo|mot]], puis [[typo]]rien.") == "Un mot, puis rien."


def test_spaces_around_a_key_do_not_matter():
    assert page().render("[[ garment ]]") == "4 à 6\xa0semaines"


def test_plain_text_is_escaped_and_its_references_are_not():
    assert page().render("<script>1 & 2</script> [[sisti-2015]]") == (
        f"&lt;script&gt;1 &amp; 2&lt;/script&gt;{cited(1, 'sisti-2015')}"
    )


def test_the_words_of_a_term_are_escaped_once():
    words = "<b>peau & lymphe</b>"
    escaped = "&lt;b&gt;peau &amp; lymphe&lt;/b&gt;"

    assert page().render(f"[[seroma|{words}]]") == explained(escaped)


def test_safe_html_is_kept_and_what_a_fact_says_in_it_is_escaped():
    fact = Fact(key="odd", text_fr="<script>alert(1)</script>", text_en="x")

    assert References([fact]).render(mark_safe("<p>[[odd]]</p>")) == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    )


def test_what_a_term_explains_is_escaped():
    term = Term(key="odd", name_fr="<i>", definition_fr="<script>", name_en="x", definition_en="x")

    rendered = References(terms=[term]).render("[[odd]] [[odd]]")

    assert rendered.count("&lt;i&gt;") == 3  # on the button, before the explanation, later
    assert "<i>" not in rendered
    assert "<script>" not in rendered


def test_plain_text_says_facts_drops_citations_and_keeps_words():
    text = "[[seroma|Lymphe]], [[garment]], [[retention]] [[sisti-2015]][[typo]]"

    assert page().plain(text) == "Lymphe, 4 à 6\xa0semaines, 90 jours"


def test_a_text_that_is_missing_is_empty():
    assert (page().render(None), page().plain(None), keys_in(None)) == ("", "", set())


def test_the_keys_of_a_text_are_found_known_or_not():
    text = "[[garment]] [[seroma|mot]] [[ typo ]] [not-a-key] [[sisti-2015]]"

    assert keys_in(text) == {"garment", "seroma", "typo", "sisti-2015"}
    assert page().unknown(text) == {"typo"}
    assert page().unknown("[[retention]]") == set()
