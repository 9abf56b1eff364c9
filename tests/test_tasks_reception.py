"""What reception does, with the keyboard alone, in French, on a phone's width."""

import pytest

from .enquiries import make_enquiry, make_message
from .keyboard import at_work, button, follow, link, said, send, write
from .people import make_person

pytestmark = pytest.mark.browser


def test_reception_finds_a_new_enquiry_reads_it_and_marks_it_answered(browser, served):
    enquiry = make_enquiry(name="Zoé Faure", message="Combien de temps sans sport ?")
    make_message(enquiry)
    with at_work(browser, served, make_person("Reception")) as page:
        assert "1 nouvelle ·" in page.inner_text("#content")
        follow(link(page, "1 nouvelle"))
        follow(page.locator("#result_list tbody th a"))
        assert "Combien de temps sans sport ?" in page.inner_text("#content")
        answer = link(page, "Répondre par e-mail").get_attribute("href")
        assert answer.startswith("mailto:zoe@example.com?subject=Votre%20message")
        follow(button(page, "Marquer comme répondue"))
        assert said(page) == "1 demande est marquée comme répondue."
        enquiry.refresh_from_db()
        assert enquiry.answered_at is not None
        follow(link(page, "Accueil"))
        assert "0 nouvelle ·" in page.inner_text("#content")


def test_reception_finds_a_patient_by_name_and_keeps_a_note(browser, served):
    make_enquiry(name="Anne Martin")
    enquiry = make_enquiry(name="Zoé Faure")
    with at_work(browser, served, make_person("Reception")) as page:
        follow(link(page, "Demandes"))
        write(page.locator("#searchbar"), "faure")
        send(page)
        follow(page.locator("#result_list tbody th a"))
        write(page.get_by_label("Notes"), "Rappelée le matin.")
        follow(button(page, "Enregistrer"))
        assert "a été modifié" in said(page)
        enquiry.refresh_from_db()
        assert enquiry.notes == "Rappelée le matin."
