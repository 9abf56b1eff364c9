"""The rich text that staff write: what it may hold."""

from django_prose_editor.fields import ProseEditorField, create_sanitizer

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Heading": {"levels": [3]},
    "Link": {"enableTarget": False},
}


def keep_typed_spaces(html: str) -> str:
    """The no-break spaces of French as characters, as they were typed: a save changes nothing."""
    return html.replace("&nbsp;", "\N{NO-BREAK SPACE}")


class RunningTextField(ProseEditorField):
    """Paragraphs, lists, sub-headings, emphasis and links; all else is taken out."""

    def __init__(self, *args, **kwargs):
        kwargs["extensions"] = EXTENSIONS
        kwargs["sanitize"] = [keep_typed_spaces, create_sanitizer]
        super().__init__(*args, **kwargs)
