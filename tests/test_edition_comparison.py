"""A comparison of two versions of a page, for staff who read no HTML."""

import pytest

from clinic_site.comparison import Change, Piece, compare

from .site_pages import PROCEDURE, all_pages, read_procedure
from .work import counted_calls


def page(main: str) -> str:
    """A whole page as the templates make it, with `main` as its text."""
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Title</title>
      <meta name="description" content="Description"><script src="/static/js/page.js"></script>
      </head><body><header>Dr M</header><main id="main"> {main} </main><p>End</p></body></html>"""


def blocks_of(html: str) -> list[str]:
    """What a page reads as: all of it is new where there was nothing."""
    return [piece.text for change in compare("", html) for piece in change.after]


def told(old: str, new: str) -> list[tuple[str, str, str]]:
    """Heading, before and after of each change between two pages, what changed in braces."""
    return [(heading, *map(marked, sides)) for heading, *sides in compare(old, new)]


def marked(pieces: list[Piece]) -> str:
    return "".join(f"{{{text}}}" if changed else text for text, changed in pieces)


@pytest.mark.parametrize(
    ("main", "expected"),
    [
        ("<h1>A</h1><p>B\n  b.</p> c <hr><ul><li>D<p>E</p></li></ul></section>F", "A|B b.|c|D|E|F"),
        ("<details><summary>A</summary>B</details><label>C</label><p> </p><button>D", "A|B|C|D"),
        ("<p>Not <em>at <strong>all</strong></em>, <a href='/'>see</a>.</p>", "Not at all, see."),
        ("<h2>Risks <a href='#risks'>#</a></h2>A.<sup>3</sup> B<br>C", "Risks|A. [3] B|C"),
        ("<table><tr><th>A</th><th>B</th></tr><tr> <td>C</td><td>8 <b>9</b></td>", "A · B|C · 8 9"),
        ("&Eacute;t&eacute; &lt;b&gt; 10&nbsp;%\u202f!  fin\xa0", "Été <b> 10\xa0%\u202f! fin\xa0"),
        ("<svg><title>T</title><desc>D</desc><style>a</style><path/><text>W</text></svg>", "T|D|W"),
        ("<script>let a</script><noscript><a>Français</a></noscript><p>A<i hidden>B</i></p>", "A"),
        ("<p>A <button>b</button><span popover><b>B</b> Lymph.</span>, rare.</p>", "A b, rare."),
    ],
)
def test_a_page_reads_as_its_title_its_description_and_the_blocks_of_its_text(main, expected):
    assert blocks_of(page(main)) == ["Title", "Description", *expected.split("|")]


def test_what_is_no_page_reads_line_by_line():
    sitemap = "<urlset>\n<url><loc>/fr/</loc></url>\n\n </urlset>"

    assert blocks_of(sitemap) == ["<urlset>", "<url>", "<loc>/fr/</loc>", "</url>", "</urlset>"]
    assert blocks_of('{"name":  "Dr M",\n "a": 1}\n') == ['{"name": "Dr M",', '"a": 1}']


def test_pages_whose_words_are_the_same_do_not_differ():
    assert compare(page("<h1>Lift</h1><p>Text</p>"), page("<h1>Lift</h1><p>Text</p>")) == []
    assert compare(page("<p>A <b>text</b></p>"), page("<div class='new'>A\n text</div>")) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Wait {1,5} weeks.", "Wait {2,5} weeks."),
        ("among {1\u202f493} patients", "among {1\u202f593} patients"),
        ("Call {us }at once, day{ or night}.", "Call at once, {by }day."),
        ("Après l’{opération}, marchez un peu", "Après l’{anesthésie}, marchez un peu"),
        ("8{ }%", "8{\xa0}%"),
        ("{A horse in the field}", "{Nothing in all that}"),
    ],
)
def test_the_words_that_changed_are_shown_in_their_sentence(before, after):
    old, new = (text.replace("{", "").replace("}", "") for text in (before, after))

    assert told(page(old), page(new)) == [("", before, after)]


def test_a_block_that_is_new_or_gone_has_nothing_beside_it():
    shorter, longer = page("<h2>A</h2><p>One.</p>"), page("<h2>A</h2><p>One.</p><p>Two.</p>")

    assert compare(shorter, longer) == [Change("A", [], [Piece("Two.", True)])]
    assert compare(longer, shorter) == [Change("A", [Piece("Two.", True)], [])]


def test_a_changed_block_is_found_behind_new_ones():
    new = "<h2>B</h2><p>One.</p><p>Two.</p><p>Home the next day.</p><p>Three.</p>"
    changed = ("B", "Home the {same} day.", "Home the {next} day.")
    one, two, three = (("B", "", text) for text in ("{One.}", "{Two.}", "{Three.}"))

    found = told(page("<h2>A</h2><p>Home the same day.</p>"), page(new))
    assert found == [("", "{A}", "{B}"), one, two, changed, three]


def test_a_block_that_moved_is_gone_and_new():
    old = page("<h2>A</h2><p>Moves.</p><p>Stays.</p><p>Too.</p><h2>B</h2><p>End.</p>")
    new = page("<h2>A</h2><p>Stays.</p><p>Too.</p><h2>B</h2><p>Moves.</p><p>End.</p>")

    assert told(old, new) == [("A", "{Moves.}", ""), ("B", "", "{Moves.}")]


@pytest.mark.parametrize(
    ("main", "heading"),
    [
        ("<h1>Lift</h1><h2>A</h2><h3>B</h3><h2>C</h2><p>6</p>", "C"),
        ("<section><h2>A</h2><article><h3>B</h3></article><p>6</p></section>", "A"),
        ("<h2>A</h2><nav popover><h2>Contents</h2></nav><h3>B</h3><p>6</p>", "A › B"),
        ("<h2>A</h2><dl><dt>B</dt><dd>1</dd><dt>C</dt><dd>6</dd></dl>", "A › C"),
        ("<h2>A</h2><details><summary>Why?</summary><p>6</p></details>", "A › Why?"),
        ("<section><h2>A</h2></section><h2>6</h2>", ""),
    ],
)
def test_a_change_names_the_headings_above_it_and_no_others(main, heading):
    assert told(page(main), page(main.replace("6", "8"))) == [(heading, "{6}", "{8}")]


def test_a_changed_title_or_description_is_told_and_so_is_a_page_that_is_gone():
    old, new = page("<p>Text</p>"), page("<p>Text</p>").replace("Title", "Other")

    assert told(old, new) == [("", "{Title}", "{Other}")]
    assert told(old, "") == [("", "{Title}", ""), ("", "{Description}", ""), ("", "{Text}", "")]


@pytest.mark.usefixtures("first_content")
def test_one_figure_changed_on_the_procedure_page_is_told_once(client):
    old = read_procedure(client, "en")
    new = old.replace("<dd>4 to 6 weeks</dd>", "<dd>4 to 8 weeks</dd>")
    heading = "At a glance › After › Compression garment, night and day"

    assert told(old, new) == [(heading, "4 to {6} weeks", "4 to {8} weeks")]


@pytest.mark.usefixtures("first_content")
def test_two_long_pages_without_a_block_in_common_are_little_work_to_compare(client):
    pages = [all_pages(client)[address] for address in PROCEDURE]
    with counted_calls() as calls:
        changes = compare(*pages)

    assert len(changes) > 300
    assert calls.total() < 400_000  # without REACH it is half a million
