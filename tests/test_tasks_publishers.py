"""What publishers do, with the keyboard alone, in French, on a phone's width."""

import pytest

from clinic_site.editions.models import Edition

from .browser import page_in
from .keyboard import at_work, button, follow, link, said, write
from .people import make_person
from .site_pages import PROCEDURE
from .test_tasks_editors import change_duration

pytestmark = pytest.mark.browser


def test_a_publisher_changes_a_duration_reads_the_draft_and_publishes_it(browser, served):
    with at_work(browser, served, make_person("Publishers")) as page:
        change_duration(page)
        assert "a été modifié avec succès" in said(page)
        follow(link(page, "Lire le brouillon"))
        assert "4 à 7\N{NO-BREAK SPACE}semaines" in page.inner_text("main")
        follow(link(page, "Publier"))
        write(page.locator("[name=note_fr]"), "Port du panty précisé.")
        write(page.locator("[name=note_en]"), "How long to wear the garment.")
        follow(button(page, "Publier pour les patients"))
        page.get_by_text("L’édition 2 est publiée").wait_for()
    assert Edition.objects.first().note_fr == "Port du panty précisé."
    with page_in(browser, 390, locale="fr-FR") as page:
        page.goto(served + PROCEDURE[0])
        assert "4 à 7\N{NO-BREAK SPACE}semaines" in page.inner_text("main")
