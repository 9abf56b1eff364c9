"""Why a manuscript is not printed, and where that is mended."""

import pytest

from clinic_site.editions.archive import archives
from clinic_site.editions.checks import Refused
from clinic_site.editions.models import Edition
from clinic_site.practice.models import Page
from procedures.models import Fact, Procedure, Section, Term

from .publish import publish_now

pytestmark = pytest.mark.usefixtures("edition")


def refusal() -> list[tuple[str, str]]:
    """Why the manuscript cannot be printed: what is said, and where it leads."""
    with pytest.raises(Refused) as refused:
        publish_now()
    assert Edition.objects.count() == 1
    return [(fault.text, fault.url) for fault in refused.value.faults]


def test_a_text_that_lacks_a_language_is_refused(edition):
    Section.objects.filter(key="scars").update(title_en="")
    Page.objects.filter(key="privacy").update(description_fr=None)

    procedure, page = Procedure.objects.get(), Page.objects.get(key="privacy")
    assert {url for _text, url in refusal()} == {
        f"/admin/procedures/procedure/{procedure.pk}/change/#section_set-group",
        f"/admin/practice/page/{page.pk}/change/",
    }


@pytest.mark.parametrize("text", ["<p>[[nothing]]</p>", "<p>[[nothing|words]]</p>"])
def test_a_key_that_stands_for_nothing_is_refused(edition, text):
    Section.objects.filter(key="scars").update(body_fr=text)

    ((said, url),) = refusal()

    assert "[[nothing]]" in said
    assert url.endswith("#section_set-group")


def test_a_fact_of_another_procedure_stands_for_nothing_here(edition):
    other = Procedure.objects.create(
        slug_fr="autre", slug_en="other", **dict.fromkeys(TEXTS, "Autre")
    )
    Fact.objects.create(
        procedure=other, key="elsewhere", lower=1, upper=1, unit="day", label_fr="a", label_en="a"
    )
    Section.objects.filter(key="scars").update(body_fr="<p>[[elsewhere]]</p>")

    assert ["[[elsewhere]]" in said for said, _url in refusal()] == [True]


TEXTS = [
    f"{name}_{language}" for name in ("name", "summary", "description") for language in ("fr", "en")
]


@pytest.mark.parametrize(
    "link",
    [
        "/fr/nulle-part/",
        "/fr/glossaire/#nulle-part",
        "#nulle-part",
        "/admin/",
        "https://clinic.example/fr/nulle-part/",
    ],
)
def test_a_link_that_leads_nowhere_is_refused_at_the_text_that_holds_it(edition, link):
    page = Page.objects.get(key="privacy")
    Page.objects.filter(pk=page.pk).update(body_fr=f'<p><a href="{link}">là</a></p>')

    ((said, url),) = refusal()

    assert (link in said, url) == (True, f"/admin/practice/page/{page.pk}/change/")


def test_a_picture_that_is_gone_is_refused(edition):
    page = Page.objects.get(key="privacy")
    Page.objects.filter(pk=page.pk).update(body_en='<p><img src="/static/gone.png" alt=""></p>')

    assert [said for said, _url in refusal()] == ["/static/gone.png"]


def test_a_page_that_cannot_be_made_is_refused(edition, monkeypatch):
    monkeypatch.setattr("clinic_site.practice.views.Term", None)

    assert [said for said, _url in refusal()] == ["/fr/glossaire/", "/en/glossary/"]


def test_a_refusal_leaves_nothing_behind(edition, settings):
    kept = archives().listdir("")
    Term.objects.update(definition_en="")

    refusal()

    assert archives().listdir("") == kept
    assert list(settings.EDITIONS_ROOT.glob(".*")) == []
