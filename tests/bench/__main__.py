"""`python -m tests.bench [module …]`: measure on servers of its own; print a table, write var/bench.json."""

import json
import os
import pkgutil
import sys
from dataclasses import asdict
from importlib import import_module

import tests.bench
from tests.servers import set_environment
from workgroups.core.supervisor.places import ROOT

NOT_MEASURING = {"__main__", "figure", "yard"}


def main() -> None:
    """Run the named modules, or all."""
    set_environment()
    os.environ["DJANGO_SETTINGS_MODULE"] = "collab.settings"
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    import django
    from django.core.management import call_command
    from django.test.utils import setup_databases, teardown_databases

    django.setup()
    from tests.web import end_other_sessions

    found = sorted(module.name for module in pkgutil.iter_modules(tests.bench.__path__))
    wanted = sys.argv[1:] or [name for name in found if name not in NOT_MEASURING]
    databases = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
    figures = []
    try:
        for name in wanted:
            for figure in import_module(f"tests.bench.{name}").measure():
                print(figure, flush=True)
                figures.append(asdict(figure))
            call_command("flush", verbosity=0, interactive=False)
    finally:
        end_other_sessions()
        teardown_databases(databases, verbosity=0)
    target = ROOT / "var" / "bench.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
