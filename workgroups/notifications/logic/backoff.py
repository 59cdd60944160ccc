"""How long mail waits after a refusal that may pass."""

from datetime import timedelta

GIVE_UP_AFTER = timedelta(days=3)
LONGEST = timedelta(hours=4)


def wait_after(attempts: int) -> timedelta:
    """Return how long to wait after this many attempts: 1, 2, 4 … minutes, 4 hours at most."""
    return min(timedelta(minutes=2 ** max(attempts - 1, 0)), LONGEST)
