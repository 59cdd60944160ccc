"""The child process that sets one report: limits first, then no network, then Typst; run by path, never imported."""

import json
import os
import sys
from typing import Literal, cast

sys.path.append(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120  (pathlib costs an import here)

from confine import leave_network, limit  # type: ignore[import-not-found]


def main(folder: str, fonts: str, what: str, memory: str, seconds: str, output: str) -> None:
    """Set `report.typ` as report.pdf, or `figures.typ` as figure-1.svg, figure-1.png and so on."""
    limit(int(memory), int(seconds), int(output))
    isolated = leave_network()
    import typst

    compiler = typst.Compiler(
        f"{folder}/{what}.typ",
        root=folder,
        font_paths=[fonts],
        ignore_system_fonts=True,
        package_path=f"{folder}/none",
        package_cache_path=f"{folder}/none",
    )
    answer: dict[str, object] = {"isolated": isolated}
    try:
        if what == "report":
            data, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=["ua-1"])
            keep(f"{folder}/report.pdf", cast("bytes", data))
            answer["warnings"] = [str(warning) for warning in warnings]
        else:
            endings: tuple[tuple[Literal["svg", "png"], float | None], ...] = (("svg", None), ("png", 192.0))
            for ending, ppi in endings:
                made = compiler.compile(format=ending, ppi=ppi)
                for place, data in enumerate(made if isinstance(made, list) else [made], 1):
                    keep(f"{folder}/figure-{place}.{ending}", cast("bytes", data))
    except typst.TypstError as fault:
        answer["fault"] = str(fault)[:2000]
    print(json.dumps(answer))
    sys.stdout.flush()
    os._exit(0)


def keep(path: str, data: bytes) -> None:
    with open(path, "wb") as target:  # noqa: PTH123  (pathlib costs an import here)
        target.write(data)


if __name__ == "__main__":
    main(*sys.argv[1:7])
