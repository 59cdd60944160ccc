"""The child process that writes one file: limits, no network, no files but its own folder, then it becomes pandoc."""

import os
import sys

sys.path.append(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120  (pathlib costs an import here)

from confine import leave_network, limit, see_only  # type: ignore[import-not-found]


def main(folder: str, pandoc: str, memory: str, seconds: str, output: str, *words: str) -> None:
    """Become pandoc: a static program, opened before the folder is all there is."""
    program = os.open(pandoc, os.O_RDONLY)
    limit(int(memory), int(seconds), int(output))
    isolated = leave_network()
    confined = isolated and see_only(folder)
    os.write(2, f"isolated={int(isolated)} confined={int(confined)}\n".encode())
    os.execve(program, ["pandoc", *words], dict(os.environ))  # noqa: S606


if __name__ == "__main__":
    main(*sys.argv[1:])
