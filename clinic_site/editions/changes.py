"""What staff have changed in the manuscript since an edition, text by text."""

from ..row_changes import SAVED_AT, RowChange, compared
from ..rows import read_rows
from .archive import read_content
from .content import row_groups
from .models import Edition
from .printed import SITE

# Patients do not see the mark for the surgeon either; what follows from a picture's file needs
# no line of its own.
UNSEEN = SAVED_AT | {"to_confirm", "width", "height", "variants"}


def changes_since(edition: Edition) -> list[RowChange]:
    """All that differs between the manuscript and the one that `edition` was printed from."""
    kept = read_content(edition)
    site = read_rows(kept.get(SITE, "[]"))  # the pictures that procedures show are there
    found = []
    for name, rows in row_groups():
        found += compared(read_rows(kept.pop(name, "[]"), site), rows, UNSEEN)
    for text in kept.values():  # procedures that are no more
        found += compared(read_rows(text, site), [], UNSEEN)
    return found
