"""How staff publish in the admin, and what they are told before and after."""

import pytest
from django.test import Client

from clinic_site.editions.models import Edition
from clinic_site.launch import form_url
from clinic_site.practice.models import Page
from procedures.models import Fact, Procedure, Section

from .admin_editions import PUBLISH, said, streamed
from .admin_form import ENGLISH, address, opened, saved
from .markup import elements, text_of

pytestmark = pytest.mark.usefixtures("edition", "contexts")


def publish_by(browser, **note) -> str:
    note = {"note_fr": "", "note_en": "", "medically_reviewed_on": "", **note}
    return streamed(browser.post(PUBLISH, note))


def test_a_saved_change_is_said_to_be_a_draft(admin_client):
    page = Page.objects.get(key="glossary")
    saved(admin_client, opened(admin_client, page), page)
    response = admin_client.get("/admin/")

    texts = [str(message) for message in response.context["messages"]]
    assert any("Patients do not see this yet." in text for text in texts)
    assert 'href="/en/glossary/"' in " ".join(texts)
    assert f'href="{PUBLISH}"' in " ".join(texts)


def test_the_front_page_counts_the_changes_that_wait(admin_client):
    page = Page.objects.get(key="glossary")
    assert "Aucune modification enregistrée" in said(admin_client.get("/admin/"))

    saved(admin_client, {**opened(admin_client, page), "title_fr": "Lexique"}, page)

    assert "1 modification depuis le" in said(admin_client.get("/admin/"))
    assert "par admin" in said(admin_client.get("/admin/"))


def test_a_save_that_changes_nothing_is_no_change(admin_client):
    page = Page.objects.get(key="glossary")

    saved(admin_client, opened(admin_client, page), page)

    assert "Aucune modification enregistrée" in said(admin_client.get("/admin/"))


def test_before_publishing_staff_read_what_has_changed(admin_client):
    Page.objects.filter(key="glossary").update(title_fr="Lexique")
    Fact.objects.filter(key="garment").update(upper=8)
    Section.objects.filter(key="questions").delete()
    procedure = Procedure.objects.get()
    Section.objects.create(
        procedure=procedure, key="new", title_fr="Nouveau titre", title_en="New title"
    )

    text = said(admin_client.get(PUBLISH))

    for line in ("Modifié : Page – glossaire", "Nouveau : Section – Nouveau titre"):
        assert line in text
    assert "Glossaire" in text
    assert "Lexique" in text
    assert "Supprimé" in text


def test_nothing_to_publish_is_said(admin_client):
    assert "Rien de ce que lisent les patients n’a changé." in said(admin_client.get(PUBLISH))


def test_what_stands_in_the_way_leads_to_the_form_that_mends_it(admin_client):
    page = Page.objects.get(key="privacy")
    Page.objects.filter(pk=page.pk).update(description_en="")

    html = admin_client.get(PUBLISH).text

    assert address(page) in [e.attributes.get("href") for e in elements(html, "a")]
    assert "Publier pour les patients" not in html


def test_publishing_shows_its_progress_and_its_end(admin_client):
    html = publish_by(admin_client, note_fr="Un.", note_en="One.")

    newest = Edition.objects.first()
    assert (newest.number, newest.note_en, newest.published_by) == (2, "One.", "admin")
    steps = [line for line in text_of(html, "ul").split("\n") if "/25 " in line]
    assert len(steps) == 25
    assert "L’édition 2 est publiée" in html
    assert Client().get("/fr/historique/").text.count("Un.") == 1


def test_a_refused_edition_says_why(admin_client):
    page = Page.objects.get(key="privacy")
    Page.objects.filter(pk=page.pk).update(body_fr='<p><a href="/fr/rien/">rien</a></p>')

    html = publish_by(admin_client)

    assert "Rien n’a été publié" in html
    assert address(page) in html
    assert Edition.objects.count() == 1


def test_a_note_in_one_language_is_refused_and_kept(admin_client):
    note = {"note_fr": "Un seul.", "note_en": "", "medically_reviewed_on": "2026-11-20"}

    response = admin_client.post(PUBLISH, note)

    assert Edition.objects.count() == 1
    assert "Écrivez la note dans les deux langues" in said(response)
    assert "Un seul." in response.text
    assert "2026-11-20" in response.text


def test_the_link_for_a_reader_without_an_account_opens_the_draft(admin_client):
    Page.objects.filter(key="home").update(title_fr="Brouillon d’accueil")
    html = admin_client.get(PUBLISH).text
    (link,) = [e.attributes["href"] for e in elements(html, "a") if e.has_class("publish__link")]

    assert "Brouillon d’accueil" in Client().get(link).text


def test_forbidden_words_are_shown_with_their_place_and_stop_nobody(admin_client):
    section = Section.objects.get(key="results")
    Section.objects.filter(pk=section.pk).update(
        body_fr="<p>Une [[touch-up|retouche]] offerte.</p><p>Le meilleur choix&nbsp;!</p>",
        body_en="<p>Guaranteed for all.</p>",
    )

    html = admin_client.get(PUBLISH, headers=ENGLISH).text

    listed = html.split("Words that the Order does not allow")[1].split("</div>")[0]
    assert [e.attributes["href"] for e in elements(listed, "a")] == [form_url(section)] * 2
    assert text_of(f"<main>{listed}</main>", "ul").split("\n") == [
        "Section – The result: “Guaranteed”",
        "Section – The result: “meilleur”",
    ]
    assert "Publish for patients" in html


def test_the_first_content_has_no_word_to_read_again(admin_client):
    html = admin_client.get(PUBLISH, headers=ENGLISH).text

    assert "Publish for patients" in html
    assert "Words that the Order does not allow" not in html
