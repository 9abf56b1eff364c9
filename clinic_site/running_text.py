"""The rich text that staff write: what it may hold."""

from django_prose_editor.fields import ProseEditorField, create_sanitizer


def keep_typed_spaces(html: str) -> str:
    """The no-break spaces of French as characters, as they were typed: a save changes nothing."""
    return html.replace("&nbsp;", "\N{NO-BREAK SPACE}")


class RunningTextField(ProseEditorField):
    """
    Paragraphs, lists, headings of one level, emphasis and links; all else is taken out.

    `heading` is the level, 2 or 3, that continues the page's own headings.
    """

    def __init__(self, *args, heading=3, **kwargs):
        kwargs["extensions"] = {
            "Bold": True,
            "Italic": True,
            "BulletList": True,
            "OrderedList": True,
            "ListItem": True,
            "Heading": {"levels": [heading]},
            "Link": {"enableTarget": False},
        }
        kwargs["sanitize"] = [keep_typed_spaces, create_sanitizer]
        super().__init__(*args, **kwargs)
