"""How editors swap a picture and undo, with the keyboard alone, in French, on a phone's width."""

import pytest

from clinic_site.pictures.models import Picture
from procedures.models import Complication, Term

from .keyboard import at_work, button, follow, go_to, link, said, send, write
from .people import make_person
from .pictures import jpeg, make_picture
from .test_tasks_editors import open_row

pytestmark = pytest.mark.browser


def test_an_editor_puts_another_picture_in_the_place_of_one(browser, served):
    old = make_picture(with_variants=False, alt_fr="L’entrée")
    with at_work(browser, served, make_person("Editors")) as page:
        open_row(page, "Images", old)
        file = page.get_by_label("un autre fichier à sa place")
        go_to(file)
        file.set_input_files(
            {"name": "b.jpg", "mimeType": "image/jpeg", "buffer": jpeg((640, 480))}
        )
        write(page.get_by_label("Texte de remplacement [fr]"), "La salle d’attente")
        send(page)
        assert "« La salle d’attente » a été modifié avec succès" in said(page)
    picture = Picture.objects.get()
    assert (picture.alt_fr, picture.width, picture.height) == ("La salle d’attente", 640, 480)
    assert picture.file.name != old.file.name


def test_an_editor_undoes_a_deletion_from_the_list_of_what_was_deleted(browser, served):
    seroma = Complication.objects.get(key="seroma")
    figures = list(seroma.figure_set.all())
    with at_work(browser, served, make_person("Editors")) as page:
        open_row(page, "Complications", seroma)
        follow(link(page, "Supprimer"))
        assert f"Chiffres ({len(figures)})" in page.inner_text("#content")
        follow(button(page, "Oui, je suis sûr"))
        assert "a été supprimé avec succès" in said(page)
        assert not Complication.objects.filter(key="seroma").exists()
        follow(link(page, "Accueil"))
        follow(link(page, "Complications"))
        follow(link(page, "Éléments supprimés"))
        follow(link(page, "Rétablir"))
        follow(button(page, "Rétablir"))
        assert "Rétabli : " in said(page)
    back = Complication.objects.get(key="seroma")
    assert (back.pk, back.text_fr) == (seroma.pk, seroma.text_fr)
    assert list(back.figure_set.all()) == figures


def test_an_editor_puts_back_an_earlier_text(browser, served):
    term = Term.objects.get(key="seroma")
    with at_work(browser, served, make_person("Editors")) as page:
        open_row(page, "Glossaire", term)
        write(page.get_by_label("Mot [fr]"), "Poche de lymphe")
        send(page)
        follow(link(page, "Poche de lymphe"))
        follow(link(page, "Historique"))
        follow(link(page, "Comparer"))
        assert "Poche de lymphe" in page.inner_text("#content-main ins")
        page.go_back()
        follow(link(page, "Rétablir"))
        follow(button(page, "Rétablir"))
        assert "Remis dans l’état du" in said(page)
    assert Term.objects.get(key="seroma").name_fr == term.name_fr
