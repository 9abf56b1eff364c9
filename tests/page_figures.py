"""What of the main page's quality can be counted: the table in docs/quality.md."""

from procedures.models import Procedure

from .markup import Element, elements, text_of
from .readability import reading_ease, sentences, words
from .site_pages import read_procedure

LONG = 25  # words; the NHS asks for sentences of fifteen on average
# Beside the running text: controls, drawings, lists of figures and dates, references.
CONTROLS = {"nav", "svg", "figure", "table", "label", "noscript"}
LISTS = ["facts", "figures", "figures-table", "steps__when", "updated", "signs__call"]
ASIDES = ["chapter__anchor", "term__explanation", "cite", "sources", "sources__years", *LISTS]


def beside_the_text(element: Element) -> bool:
    control = element.tag == "button" and not element.has_class("term")
    return control or element.tag in CONTROLS or any(map(element.has_class, ASIDES))


def running_text(html: str) -> str:
    """The sentences of a page; headings and other lines that are none would flatter it."""
    text = text_of(html, "main", without=beside_the_text)
    return "\n".join(line for line in text.split("\n") if line.endswith((".", "?", "!", ":", ";")))


def table(client) -> str:
    """The figures of both languages, as rows of Markdown."""
    columns = [figures(read_procedure(client, language), language) for language in ("fr", "en")]
    lines = ["| what is counted | French | English |", "| --- | --- | --- |"]
    lines += [f"| {what} | {columns[0][what]} | {columns[1][what]} |" for what in columns[0]]
    return "\n".join(lines)


def figures(html: str, language: str) -> dict[str, str]:
    text = running_text(html)
    lengths = [len(words(sentence, language)) for sentence in sentences(text)]
    procedure = Procedure.objects.with_page_content().get()
    risks = list(procedure.complication_set.all())
    in_numbers = [risk for risk in risks if risk.figure_set.all()]
    without = [risk for risk in risks if risk.figures_note_en]
    rates = [figure for risk in risks for figure in risk.figure_set.all()]
    sources = list(procedure.source_set.all())
    cited = [e for e in elements(html, "sup") if e.has_class("cite")]
    return {
        "words of running text": f"{sum(lengths)}",
        "sentences": f"{len(lengths)}",
        "words in a sentence, on average": f"{sum(lengths) / len(lengths):.1f}",
        f"sentences of more than {LONG} words": f"{len([n for n in lengths if n > LONG])}",
        "reading ease (Kandel-Moles, Flesch)": f"{reading_ease(text, language):.0f}",
        "risks with published numbers": f"{len(in_numbers)} of {len(risks)}",
        "risks of which it says that no reliable number was found": f"{len(without)}",
        "published numbers that say among how many": f"{len([r for r in rates if r.size])} of "
        f"{len(rates)}",
        "citations in the text": f"{len(cited)}",
        "sources with a DOI": f"{len([s for s in sources if s.doi])} of {len(sources)}",
        "sources that can be opened": f"{len([s for s in sources if s.link])} of {len(sources)}",
    }
