"""The content model: a procedure and all that is told of it."""

from .course import Fee, Question, Step
from .facts import Fact, Unit
from .glossary import Term
from .procedure import Procedure
from .risks import Complication, Figure, WarningSign
from .scars import ScarType
from .section import Section
from .sources import Source

__all__ = [
    "Complication",
    "Fact",
    "Fee",
    "Figure",
    "Procedure",
    "Question",
    "ScarType",
    "Section",
    "Source",
    "Step",
    "Term",
    "Unit",
    "WarningSign",
]
