"""What cannot be put back as it was is named, and nothing changes."""

import pytest
from reversion.models import Revision, Version

from procedures.models import Complication, Figure, Procedure, Source, Term

from .admin_form import stored
from .builders import make_procedure, make_term
from .undoing import bring_back, change, delete, newest, put_back

pytestmark = pytest.mark.usefixtures("first_content")


def test_an_address_that_was_taken_meanwhile_is_named_and_nothing_changes(admin_client):
    procedure = Procedure.objects.get()
    slug, first = procedure.slug_en, Revision.objects.all()
    change(procedure, slug_en="moved", name_en="Moved")
    make_procedure(slug_en=slug)
    before, count = stored(), Revision.objects.count()

    response = put_back(admin_client, procedure, first.earliest("pk"))

    assert response.status_code == 409
    assert "Nothing was put back. This stands in the way:" in response.text
    assert "Procedure with this Address [en] already exists." in response.text
    assert (stored(), Revision.objects.count()) == (before, count)


def test_a_key_that_was_used_again_is_named_and_nothing_changes(admin_client):
    term = make_term(key="unused")
    delete(admin_client, term)
    deleted = newest()
    make_term(key="unused")
    before = stored()

    response = bring_back(admin_client, Term, deleted)

    assert response.status_code == 409
    assert "Glossary word with this Key already exists." in response.text
    assert stored() == before


def test_a_figure_whose_study_is_gone_does_not_come_back_alone(admin_client):
    complication = Complication.objects.get(key="any")
    delete(admin_client, complication)
    deleted = newest()
    Figure.objects.all().delete()
    Source.objects.all().delete()
    before = stored()

    response = bring_back(admin_client, Complication, deleted)

    assert response.status_code == 409
    assert "Something that belongs to it has been deleted since." in response.text
    assert stored() == before


def test_what_the_forms_would_refuse_is_not_put_back(admin_client):
    term = Term.objects.first()
    change(term, definition_en="Other")
    version = Version.objects.earliest("pk")
    emptied = version.serialized_data.replace(f'"name_en": "{term.name_en}"', '"name_en": ""')
    Version.objects.filter(pk=version.pk).update(serialized_data=emptied)
    before = stored()

    response = put_back(admin_client, term, version.revision)

    assert response.status_code == 409
    assert "Word [en]: This field cannot be blank." in response.text
    assert stored() == before
