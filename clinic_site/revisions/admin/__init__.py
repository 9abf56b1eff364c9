"""The part of an admin of content that records changes, shows them, and undoes them."""

from .bringing_back import BringsBack
from .deleting import AsksBeforeDeleting
from .history import ShowsHistory
from .putting_back import PutsBack
from .recording import RecordsChanges


class RevisedAdmin(RecordsChanges, ShowsHistory, PutsBack, AsksBeforeDeleting, BringsBack):
    """Give it to an admin of a model before Django's own class."""


__all__ = ["RevisedAdmin"]
