"""What a browser would send when somebody presses “Save” on a form as it stands."""

from html.parser import HTMLParser

NOT_SENT = {"submit", "button", "reset", "image", "file"}


class _Form(HTMLParser):
    def __init__(self, html: str, form_id: str):
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self._form_id, self._inside = form_id, False
        self._select: dict | None = None
        self._textarea: str | None = None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form":
            self._inside = attributes.get("id") == self._form_id
        name = attributes.get("name")
        if not self._inside or "disabled" in attributes:
            return
        if tag == "option" and self._select:
            self._select["options"].append(attributes.get("value", ""))
            if "selected" in attributes:
                self.values[self._select["name"]].append(attributes.get("value", ""))
        elif not name:
            return
        elif tag == "select":
            self._select = {"name": name, "options": [], "multiple": "multiple" in attributes}
            self.values[name] = []
        elif tag == "textarea":
            self._textarea = name
            self.values[name] = [""]
        elif tag == "input" and attributes.get("type") not in NOT_SENT:
            if attributes.get("type") in ("checkbox", "radio") and "checked" not in attributes:
                return
            unsaid = "on" if attributes.get("type") in ("checkbox", "radio") else ""
            self.values.setdefault(name, []).append(attributes.get("value") or unsaid)

    def handle_data(self, data):
        if self._textarea:
            self.values[self._textarea][0] += data

    def handle_endtag(self, tag):
        if tag == "select" and self._select:
            chosen = self.values[self._select["name"]]
            if not chosen and not self._select["multiple"] and self._select["options"]:
                chosen.append(self._select["options"][0])  # as browsers do
            self._select = None
        if tag == "textarea" and self._textarea:
            text = self.values[self._textarea][0]
            text = text.removeprefix("\r\n").removeprefix("\n")
            # The HTML standard: lines end in CR LF on the wire.
            self.values[self._textarea] = ["\r\n".join(text.splitlines())]
            self._textarea = None


def form_values(html: str, form_id: str) -> dict[str, str | list[str]]:
    """The names and values of the form with the id `form_id`, its buttons left out."""
    values = _Form(html, form_id).values
    return {name: found[0] if len(found) == 1 else found for name, found in values.items()}
