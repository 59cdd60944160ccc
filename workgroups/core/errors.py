"""The few ways in which a rule says no; every door turns them into the same answers."""

from django.utils.functional import Promise

type_message = str | Promise


class Refused(Exception):  # noqa: N818  (it is an answer to a person, not a fault)
    """A rule says no to this input (HTTP 422); the message says what happened and what to do."""

    status = 422

    def __init__(self, message: type_message, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field

    def __str__(self) -> str:
        return str(self.message)


class Conflict(Refused):
    """Somebody else changed the thing meanwhile (HTTP 409); nothing of this person's text is lost."""

    status = 409


class NotAllowed(Exception):  # noqa: N818
    """The thing is visible to this person, the act is not theirs (HTTP 403)."""


class Missing(Exception):  # noqa: N818
    """There is no such thing as far as this person may know (HTTP 404)."""
