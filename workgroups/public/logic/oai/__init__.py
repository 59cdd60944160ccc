"""The Open Archives Initiative's Protocol for Metadata Harvesting, 2.0: arguments in, XML out."""

from .answer import Header, Repository, Stretch, answer, format_list, identify, record_list, record_of, set_list
from .arguments import Asked, Fault, Token, ask

__all__ = [
    "Asked", "Fault", "Header", "Repository", "Stretch", "Token", "answer", "ask", "format_list", "identify",
    "record_list", "record_of", "set_list",
]  # fmt: skip
