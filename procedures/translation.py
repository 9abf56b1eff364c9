"""Which fields of a procedure and its parts exist in both languages."""

from modeltranslation.translator import translator

from clinic_site.translations import BothLanguages

from . import models

TRANSLATED = {
    models.Procedure: [
        *("name", "slug", "also_called", "summary"),
        *("search_title", "description", "body_location"),
    ],
    models.Section: ["title", "body"],
    models.Fact: ["label", "text"],
    models.Source: ["about"],
    models.ScarType: ["name", "indication", "course", "visibility"],
    models.Step: ["title", "text", "lane"],
    models.Fee: ["title", "text"],
    models.Question: ["question", "answer"],
    models.Complication: ["name", "text", "frequency", "exposed", "treatment", "figures_note"],
    models.Figure: ["group", "counted"],
    models.WarningSign: ["text"],
    models.Term: ["name", "also_called", "definition"],
}

for model, fields in TRANSLATED.items():
    options = type(f"{model.__name__}Translation", (BothLanguages,), {"fields": fields})
    translator.register(model, options)
