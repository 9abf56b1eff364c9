"""The page with the form, as a browser without scripts reads it and fills it in."""

from html.parser import HTMLParser

import pytest

FORM = {"fr": "/fr/contact/", "en": "/en/contact/"}
SENT = {"fr": "/fr/contact/merci/", "en": "/en/contact/sent/"}
in_both_languages = pytest.mark.parametrize("language", ["fr", "en"])


def typed(**answers) -> dict[str, str]:
    """What a visitor sends; an answer of None is left out, as a box that is not ticked."""
    answers = {
        "name": "Zoé Faure",
        "email": "zoe@example.com",
        "phone": "",
        "answer_by": "email",
        "subject": "cost",
        "message": "  Bonjour,\r\n\r\n  combien de temps ?",
        "consent": "on",
        **answers,
    }
    return {name: answer for name, answer in answers.items() if answer is not None}


class Elements(HTMLParser):
    """The elements of a page in their order: dicts of their attributes, "tag" and "text"."""

    def __init__(self, response):
        super().__init__()
        self.found, self.open = [], []
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attributes):
        self.found.append({**dict(attributes), "tag": tag, "text": ""})
        self.open.append(self.found[-1])

    def handle_endtag(self, tag):
        while self.open and self.open.pop()["tag"] != tag:
            pass  # an element that has no end, such as input

    def handle_data(self, data):
        for element in self.open:
            element["text"] += data

    def first(self, **attributes) -> dict[str, str] | None:
        """The first element that has all these attributes."""
        return next((e for e in self.found if attributes.items() <= e.items()), None)

    def links_to_fields(self) -> list[dict[str, str]]:
        """The links of the list of errors."""
        return [e for e in self.found if e["tag"] == "a" and e["href"].startswith("#id_")]

    def notes(self, element) -> list[str]:
        """What a screen reader adds to the element: the texts that describe it."""
        ids = element.get("aria-describedby", "").split()
        return [self.first(id=described_by)["text"].strip() for described_by in ids]

    def values(self) -> dict[str, str]:
        """What a browser would send if the visitor pressed the button again."""
        values, select = {}, ""
        for element in self.found:
            match element:
                case {"type": "hidden"} | {"name": "website"}:  # the trap that people do not see
                    pass
                case {"type": "radio" | "checkbox"}:
                    if "checked" in element:
                        values[element["name"]] = element.get("value", "on")
                case {"tag": "input"}:
                    values[element["name"]] = element.get("value", "")
                case {"tag": "textarea"}:  # a browser drops the first line break
                    values[element["name"]] = element["text"].removeprefix("\n")
                case {"tag": "select"}:
                    select = element["name"]
                case {"tag": "option", "selected": _}:
                    values[select] = element["value"]
        return values
