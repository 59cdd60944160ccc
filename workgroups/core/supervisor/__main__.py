"""`make run`: start the product, say how to sign in, tend it until Ctrl-C."""

import os
import signal
import sys
import time
from pathlib import Path

from workgroups.core.supervisor.errors import CannotStart
from workgroups.core.supervisor.places import POINTER, ROOT
from workgroups.core.supervisor.product import Product

PEOPLE = (
    *("chair@singapore.example", "cochair@uk.example", "secretariat@worldbank.example"),
    *("head@uruguay.example", "expert@uruguay.example", "observer@un.example", "outsider@nowhere.example"),
)


def say(text: str) -> None:
    """Print at once, also into a pipe."""
    print(text, flush=True)


def from_environment() -> Product:
    """Build the product that the environment asks for."""
    port = os.environ.get("PORT") or "8000"
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise CannotStart(f"PORT is {port!r}; use a number from 1 to 65535.")
    demo = (os.environ.get("DEMO") or "1").lower()
    if demo not in {"0", "1", "no", "yes", "false", "true", "off", "on"}:
        raise CannotStart(f"DEMO is {demo!r}; use 1 or 0.")
    data_dir = Path(os.environ.get("DATA_DIR") or ROOT / "var")
    return Product(data_dir, int(port), demo=demo in {"1", "yes", "true", "on"}, env=os.environ)


def welcome(product: Product, seconds: float) -> str:
    """What a newcomer needs to know, once pages are served."""
    lines = [f"\nReady in {seconds:.1f} s: {product.address}"]
    if product.chosen["DEMO"] == "1":
        password = product.chosen.get("DEMO_PASSWORD", "(as in DEMO_PASSWORD_FILE)")
        lines += [
            f"Sign in at {product.address}/accounts/login/ with one click, or by password.",
            f"  password  {password}",
            *(f"  person    {address}" for address in PEOPLE),
        ]
    else:
        lines.append(f"Open {product.address} and make the first officer.")
    lines.append(f"Data and logs: {product.data_dir}")
    pointer = product.data_dir / POINTER
    if pointer.exists():
        lines.append(f"Database files: {pointer.read_text()} (the data folder is closed to the database's account)")
    return "\n".join([*lines, "Ctrl-C stops everything.\n"])


def main() -> int:
    """Run until told to stop; 0 after a clean stop, 1 when the product cannot start."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup keeps its promise
            signal.signal(number, signal.default_int_handler)
    began = time.monotonic()
    parent = os.getppid()
    product = None
    try:
        product = from_environment()
        product.start()
        say(welcome(product, time.monotonic() - began))
        while "MAKELEVEL" not in os.environ or os.getppid() == parent:
            for sentence in product.tend():
                say(sentence)
            time.sleep(0.3)
    except CannotStart as refusal:
        say(str(refusal))
        return 1
    except KeyboardInterrupt:
        pass
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        if product:
            product.stop()
    say("Stopped.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
