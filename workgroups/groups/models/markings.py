"""Who reads a thing and what may be said of it outside: decided once, obeyed everywhere."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Marking(models.TextChoices):
    """How far a thing may go."""

    PUBLIC = "public", _("Public")
    GROUP = "group", _("Group")
    RESTRICTED = "restricted", _("Restricted")
    UNATTRIBUTED = "unattributed", _("Not for attribution")

    @property
    def means(self) -> Promise:
        """Who reads it, in a sentence."""
        return MEANINGS[self]

    @property
    def tag(self) -> str:
        """What the name of a file ends with, such as `_RESTRICTED`; empty for the group's own."""
        return TAGS[self]


MEANINGS: dict[Marking, Promise] = {
    Marking.PUBLIC: _("The group reads it, and it may stand on the group's public page."),
    Marking.GROUP: _("Everybody in the group reads it, observers too; nobody else."),
    Marking.RESTRICTED: _("Participating delegations and officers read it; for everybody else it does not exist."),
    Marking.UNATTRIBUTED: _("The group reads it with names; whatever leaves the group names nobody and no delegation."),
}


def every_marking() -> list[str]:
    """All four, as a group begins."""
    return [str(marking) for marking in Marking]


# Short English words: a file's name travels without a translation. What everybody expects says nothing.
TAGS: dict[Marking, str] = {
    Marking.PUBLIC: "_public",
    Marking.GROUP: "",
    Marking.RESTRICTED: "_RESTRICTED",
    Marking.UNATTRIBUTED: "_NOT-FOR-ATTRIBUTION",
}


class Marked(models.Model):
    """What carries a marking."""

    marking = models.CharField(max_length=12, choices=Marking, default=Marking.GROUP)

    class Meta:
        abstract = True

    @property
    def marking_means(self) -> Promise:
        """Who reads it, in a sentence."""
        return Marking(self.marking).means

    @property
    def file_tag(self) -> str:
        """What the name of a file taken from it ends with."""
        return Marking(self.marking).tag

    @property
    def is_restricted(self) -> bool:
        """Whether participating delegations and officers alone know of it."""
        return self.marking == Marking.RESTRICTED

    @property
    def is_attributed(self) -> bool:
        """Whether what leaves the group may say who spoke."""
        return self.marking != Marking.UNATTRIBUTED
