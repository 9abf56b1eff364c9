"""Where each text that staff write is shown, in the help beside its field."""

from django.utils.translation import gettext_lazy as _

SEARCH_TITLE = _("Shown in the browser's tab, in search engines and by messengers with a link.")
PROCEDURE = {
    "name": _("Shown as the page's title, on the home page, the leaflet and the calendar."),
    "slug": _("Shown in the address bar, in search engines and in links."),
    "also_called": _("Shown on the page and on the leaflet."),
    "summary": _("Shown on the leaflet too."),
    "search_title": SEARCH_TITLE,
    "description": _("Shown by search engines under the title, and by messengers with a link."),
    "body_location": _("Told to search engines, and shown nowhere else."),
}
SECTION = {
    "title": _("Shown as a chapter's heading, in the table of contents and on the leaflet."),
    "body": _("Shown under the heading, on the page and on the leaflet."),
}
FACT = {
    "label": _(
        "Shown at a glance; those from before the operation also in the e-mail that thanks."
    ),
    "text": _("Shown wherever a text says this fact."),
}
SCAR_TYPE = {
    "name": _("Shown over the drawing, on the page and on the leaflet."),
    "indication": _("Shown beside the drawing."),
    "course": _("Shown beside the drawing."),
    "visibility": _("Shown beside the drawing."),
}
STEP = {
    "title": _("Shown in the list of steps, in the personal calendar and on the leaflet."),
    "text": _("Shown under the step, on the page, in the calendar and on the leaflet."),
    "lane": _("Shown on the picture of the recovery."),
}
COMPLICATION = {
    "name": _("Shown as a heading of the chapter on risks, and on the leaflet."),
    "text": _("Shown first under the name."),
    "frequency": _("Shown under the figures."),
    "exposed": _("Shown under the figures."),
    "treatment": _("Shown under the figures."),
    "figures_note": _("Shown under the figures."),
}
FIGURE = {
    "group": _("Shown beside the figure, and in the table of figures."),
    "counted": _("Shown beside the figure, and in the table of figures."),
}
FIND_US = _("Shown on the home page and on the contact page.")
PRACTICE = {
    "name": _("Shown on every page, in e-mails, on leaflets."),
    "speciality": _("Shown with the address at the foot of every page, and on leaflets."),
    "country": _("Shown with the address at the foot of every page, and on leaflets."),
    "opening_hours": FIND_US,
    "access": FIND_US,
    "out_of_hours": FIND_US,
    "clinic": _("Shown on the home and contact pages, and in the calendar's file."),
    "payment_means": FIND_US,
    "convention_sector": _("Shown on the home and contact pages, and in the legal notice."),
    "order_registration": _("Shown in the legal notice."),
    "insurer": _("Shown in the legal notice."),
    "authors": _("Shown at the end of each procedure, on leaflets and in the legal notice."),
    "funding": _("Shown at the end of each procedure, on leaflets and in the legal notice."),
}
PAGE = {
    "title": _("Shown as the page's heading, in the browser's tab and in search engines."),
    "search_title": SEARCH_TITLE,
    "description": _("Shown by search engines under the title, and by messengers with a link."),
    "body": _("Shown on the page, under the introduction."),
}
TERM = {
    "name": _("Shown in the glossary, and over the explanation that opens in texts."),
    "also_called": _("Shown in the glossary."),
    "definition": _("Shown in the glossary, and where a reader touches the word in a text."),
}
PLACES = {
    "procedures.Procedure": PROCEDURE,
    "procedures.Section": SECTION,
    "procedures.Fact": FACT,
    "procedures.ScarType": SCAR_TYPE,
    "procedures.Step": STEP,
    "procedures.Complication": COMPLICATION,
    "procedures.Figure": FIGURE,
    "procedures.WarningSign": {
        "text": _("Shown in the chapter on when to call, and on the leaflet.")
    },
    "procedures.Fee": {
        "title": _("Shown in the table of fees."),
        "text": _("Shown under the amount, in the table of fees."),
    },
    "procedures.Question": {
        "question": _("Shown in the questions of the page, and on the leaflet."),
        "answer": _("Shown under the question, on the page and on the leaflet."),
    },
    "procedures.Source": {"about": _("Shown under the reference, at the foot of the page.")},
    "procedures.Term": TERM,
    "practice.Practice": PRACTICE,
    "practice.Qualification": {"text": _("Shown on the home page, in the list of qualifications.")},
    "practice.Page": PAGE,
}
