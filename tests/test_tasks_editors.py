"""What editors do, with the keyboard alone, in French, on a phone's width."""

import pytest

from clinic_site.translating.models import OutdatedText
from procedures.models import Complication, Fact, Procedure, Section

from .keyboard import at_work, button, choose, follow, go_to, link, press, said, send, write
from .people import make_person

pytestmark = pytest.mark.browser

NOT_SEEN = "Les patients ne voient pas encore ce changement."


def open_row(page, kind: str, row) -> None:
    """From the front page: the list, its search, the form."""
    follow(link(page, kind))
    write(page.locator("#searchbar"), str(row))
    send(page)
    follow(link(page, str(row)))


def open_part(page, name: str) -> None:
    """Open a part of a procedure's form, and the list of its rows."""
    press(page.locator("summary", has=page.get_by_role("heading", name=name, exact=True)))
    press(page.locator("details[open] > .row-list summary"))


def change_duration(page) -> None:
    open_row(page, "Interventions", Procedure.objects.get())
    open_part(page, "Données")
    garment = Fact.objects.get(key="garment")
    press(link(page, str(garment)), by="Enter")
    row = page.locator("[id^=fact_set-]:has([name$=-key][value=garment])").last
    write(row.locator("[name$=-upper]"), "7")
    send(page)


def test_an_editor_changes_a_duration(browser, served):
    with at_work(browser, served, make_person("Editors")) as page:
        change_duration(page)
        assert "a été modifié avec succès" in said(page)
        assert NOT_SEEN in said(page)
    assert Fact.objects.get(key="garment").upper == 7


def test_an_editor_adds_a_complication_with_its_figure(browser, served):
    with at_work(browser, served, make_person("Editors")) as page:
        open_row(page, "Interventions", Procedure.objects.get())
        open_part(page, "Complications")
        press(button(page, "Ajouter un objet Complication supplémentaire"))
        page.keyboard.type("Crampe")  # the focus is in the new row
        row = page.locator(".inline-related.last-related:not(.empty-form)").last
        write(row.locator("[name$=-name_en]"), "Cramp")
        write(row.locator("[name$=-text_fr]"), "Le muscle se contracte et fait mal.")
        write(row.locator("[name$=-text_en]"), "The muscle contracts and hurts.")
        write(row.locator("[name$=-key]"), "cramp")
        send(page)
        assert "a été modifié avec succès" in said(page)
        cramp = Complication.objects.get(key="cramp")
        follow(link(page, "Accueil"))
        open_row(page, "Complications", cramp)
        press(button(page, "Ajouter un objet Chiffre supplémentaire"), by="Enter")
        page.keyboard.type("2,5")
        source = cramp.procedure.source_set.first()
        choose(page.locator("[name=figure_set-0-source]"), str(source)[:12])
        write(page.locator("[name=figure_set-0-patients]"), "80")
        write(page.locator("[name=figure_set-0-counted_fr]"), "crampes notées")
        write(page.locator("[name=figure_set-0-counted_en]"), "cramps noted")
        send(page)
        assert "« Crampe » a été modifié avec succès" in said(page)
    (figure,) = cramp.figure_set.all()
    assert (str(figure.rate), figure.source, figure.patients) == ("2.5", source, 80)
    assert (cramp.name_en, figure.counted_en) == ("Cramp", "cramps noted")


def test_an_editor_puts_a_fact_into_a_text(browser, served):
    complication = Complication.objects.get(key="seroma")
    before = complication.text_fr
    with at_work(browser, served, make_person("Editors")) as page:
        open_row(page, "Complications", complication)
        write(page.locator("#id_text_fr"), f"{before} Panty : ")
        press(button(page, "Insérer une référence"))
        page.wait_for_selector(".offers li")
        page.keyboard.type("garment")
        page.keyboard.press("Enter")
        page.keyboard.type(".")  # the focus is back in the text
        go_to(page.locator("#id_name_fr"), "Shift+Tab")
        send(page)
        assert "1 texte n’a été modifié que dans une langue" in said(page)
    complication.refresh_from_db()
    assert complication.text_fr == f"{before} Panty : [[garment]]."


def test_an_editor_says_that_a_translation_is_up_to_date(browser, served):
    Section.objects.first().outdated.create(field="title", language="en")
    with at_work(browser, served, make_person("Editors")) as page:
        follow(link(page, "Traductions :"))
        press(page.get_by_label("L’anglais dit toujours la même chose."))
        follow(button(page, "Enregistrer ce qui est coché"))
        assert said(page) == "1 texte est à jour."
    assert not OutdatedText.objects.exists()
