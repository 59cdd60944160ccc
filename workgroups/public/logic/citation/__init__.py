"""How a report is cited: in the orders that people use, and in the formats that reference managers read."""

from .bibtex import bibtex
from .csl import csl_json
from .ris import ris
from .styles import Citation, citations

__all__ = ["Citation", "bibtex", "citations", "csl_json", "ris"]
