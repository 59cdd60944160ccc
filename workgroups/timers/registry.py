"""Which action a due timer calls."""

from collections.abc import Callable

Handler = Callable[[int], None]
handlers: dict[str, Handler] = {}


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Let a function of the subject's id handle due timers of `kind`; it runs in the timer's transaction."""

    def register(handler: Handler) -> Handler:
        if kind in handlers:
            raise RuntimeError(f"timers of {kind} have a handler")
        handlers[kind] = handler
        return handler

    return register
