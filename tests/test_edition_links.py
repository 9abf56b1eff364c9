"""Links between the pages of an edition, and the files that pages need."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from clinic_site.editions.links import Dead, Links, assets

from .site_pages import all_pages, read


def dead(*known: str, **pages: str) -> list[Dead]:
    """The dead links of `pages`, given as a="html" for /a/, where `known` paths are there too."""
    links = Links("https://Clinic.example/")
    for name, html in pages.items():
        links.add(f"/{name}/", html)
    return links.dead(set(known))


@pytest.mark.parametrize(
    "references",
    [
        "/b/ ../b/ /b/#scars ../b/#scars /b/# /b/?day=1&amp;x=2#scars ?day=1",
        "#here # #top #TOP #old-name #ici-même #ici-m%C3%AAme",
        "/known.pdf /known.pdf#page=2 /known.pdf?v=1 /café/ /caf%C3%A9/ https://clinic.example",
        "https://clinic.example/b/#scars HTTPS://Clinic.Example/b/ //clinic.example/b/",
        "https://example.org/none/ http://clinic.example.org/ //example.org/none/",
        "mailto:a@clinic.example tel:112 data:image/svg+xml,%3Csvg/%3E",
    ],
)
def test_links_to_what_is_there_and_to_other_sites_are_not_dead(references):
    ids = '<i id="here"></i><i id="ici-même"></i><a name="old-name"></a><a href="">Here</a>'
    links = "".join(f'<a href="{reference}">See</a>' for reference in references.split())

    assert dead("/", "/known.pdf", "/café/", a=ids + links, b='<h2 id="scars">Scars</h2>') == []


@pytest.mark.parametrize(
    ("references", "reason"),
    [
        ("/none/ /none/#scars /none/?next=/b/ b/ /b", "address"),
        ("https://clinic.example HTTPS://Clinic.Example/none/ //clinic.example/none/", "address"),
        ("javascript:void(0) JavaScript:void(0) htps://example.org/ http://[", "address"),
        ("#none #Scars /b/#none ../b/?day=1#none https://clinic.example/b/#none", "anchor"),
    ],
)
def test_a_link_that_leads_nowhere_is_dead(references, reason):
    here = '<h2 id="scars">Scars</h2>'
    links = "".join(f'<a href="{reference}">See</a>' for reference in references.split())
    expected = [Dead("/a/", reference, reason) for reference in references.split()]

    assert dead(a=here + links, b=here) == expected


@pytest.mark.parametrize(
    "element",
    [
        '<link rel="stylesheet" href="/none">',
        '<img src="/none" alt=""><script src="/none"></script>',
        '<form action="/none"></form>',
        '<img srcset="/b/ 1x, /none 2x" alt=""><source srcset="/none">',
        '<svg><use href="/none"/></svg>',
        '<noscript><a href=" /none ">See</a></noscript>',
    ],
)
def test_every_kind_of_reference_is_followed_and_told_once_a_page(element):
    assert dead(a=element, b="") == [Dead("/a/", "/none", "address")]


@pytest.mark.parametrize(
    "srcset",
    [
        "/1 1x,/2 2x",
        "/1, /2",
        " /1 320w ,\n /2 640w , ",
        "data:image/png;base64,AA 1x, /1 2x, /2 3x",
    ],
)
def test_every_picture_of_a_srcset_is_followed(srcset):
    assert [link.reference for link in dead(a=f'<img srcset="{srcset}">')] == ["/1", "/2"]


def test_pages_are_told_in_their_order_and_may_link_to_later_ones():
    links = '<a href="/c/#scars">1</a><a href="/none">2</a><a href="#no">3</a>'
    twice = '<i id="scars"></i><i id="scars"></i><a href="/b/#scars">4</a>'

    assert dead(b=links, a='<a href="/none">', c=twice) == [
        Dead("/b/", "/none", "address"),
        Dead("/b/", "#no", "anchor"),
        Dead("/a/", "/none", "address"),
        Dead("/c/", "/b/#scars", "anchor"),
    ]


@pytest.mark.usefixtures("first_content")
def test_the_first_content_has_no_dead_link_until_a_chapter_is_renamed(client):
    links, renamed, files = Links(settings.SITE_URL), Links(settings.SITE_URL), set()
    for address, html in all_pages(client).items():
        links.add(address, html)
        renamed.add(address, html.replace(' id="scars"', ' id="scar"'))
        files |= assets(html, address)
    paths = {link.reference for link in links.dead(set())}
    answered = {path for path in paths - files if client.get(path).status_code == 200}
    known = files | answered

    assert links.dead(known) == []
    assert paths == known
    assert {link[1:] for link in renamed.dead(known)} >= {("#scars", "anchor")}


def test_a_page_needs_the_files_that_it_loads_and_links_to():
    page = """<link rel="canonical" href="https://clinic.example/fr/">
      <link rel="stylesheet" href="/static/1.css?v=1"><script src="../static/2.js"></script>
      <img src="/static/sc%C3%A8ne.jpg" srcset="/static/3.jpg 2x, /static/4.jpg 3x" alt="">
      <svg><use href="/static/5.svg#mark"/><path fill="url(#hatch)"/></svg>
      <style>p { background: url(/static/6.png) }</style>
      <a href="/static/7.pdf">PDF</a> <a href="/fr/">Home</a> <a href="http://[">?</a>
      <img src="https://example.org/static/x.png" alt=""><img src="//example.org/static/y" alt="">
      <img src="data:image/png;base64,AA" alt="">"""
    names = ["1.css", "2.js", "3.jpg", "4.jpg", "5.svg", "6.png", "7.pdf", "scène.jpg"]

    assert sorted(assets(page, "/fr/")) == [f"/static/{name}" for name in names]


def test_a_stylesheet_needs_its_imports_fonts_and_pictures():
    sheet = """@import url("1.css"); @import '2.css'; @import url(parts/3.css) print;
      /* @import "old.css"; url(gone.png) */
      @font-face { src: url( "../4.woff2" ) format("woff2"), URL('../5.woff?#iefix') }
      p { background: url( /static/6.png ), url("data:image/svg+xml,%3Csvg xmlns='x'/%3E"),
        url(https://example.org/static/x.png), url(#hatch) }"""
    names = ["4.woff2", "5.woff", "6.png", "css/1.css", "css/2.css", "css/parts/3.css"]

    assert sorted(assets(sheet, "/static/css/site.css")) == [f"/static/{name}" for name in names]


@pytest.mark.usefixtures("first_content")
def test_every_file_that_the_home_page_needs_is_there(client):
    waiting, needed = assets(read(client, "/fr/"), "/fr/"), set()
    while waiting:
        address = waiting.pop()
        needed.add(address)
        path = finders.find(address.removeprefix(settings.STATIC_URL))
        assert path, address
        if address.endswith(".css"):
            waiting |= assets(Path(path).read_text(), address) - needed

    assert {"/static/js/page.js", "/static/fonts/eb-garamond-500.woff2"} < needed
