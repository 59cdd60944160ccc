"""What the tests of mail know: a kind of notice that only tests have."""

from tests.notifications.conftest import said, tell

__all__ = ["said", "tell"]
