"""How staff publish, look back and put back."""

from . import edition

__all__ = ["edition"]
