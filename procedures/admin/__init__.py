"""How staff edit a procedure: all of it on one page."""

from . import glossary, procedure, risks

__all__ = ["glossary", "procedure", "risks"]
