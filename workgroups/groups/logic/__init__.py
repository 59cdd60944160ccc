"""Pure computation: what a list of people says, how days are written, contacts as vCards."""

from workgroups.groups.logic.days import (
    period,
    span,
)
from workgroups.groups.logic.vcard import (
    Entry,
    vcard,
)

__all__ = [
    "Entry",
    "period",
    "span",
    "vcard",
]
