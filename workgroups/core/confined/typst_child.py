"""The child process that sets one document: limits first, then no network, then Typst; run by path, never imported."""

import json
import os
import sys
from typing import Any, Literal, cast

sys.path.append(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120  (pathlib costs an import here)

from confine import leave_network, limit  # type: ignore[import-not-found]


def main(folder: str, fonts: str, source: str, target: str, memory: str, seconds: str, output: str) -> None:
    """Set `<source>.typ` as `typesetting.typeset` says, and tell how it went as JSON."""
    limit(int(memory), int(seconds), int(output))
    isolated = leave_network()
    import typst

    compiler = typst.Compiler(
        f"{folder}/{source}.typ",
        root=folder,
        font_paths=[fonts],
        ignore_system_fonts=True,
        package_path=f"{folder}/none",
        package_cache_path=f"{folder}/none",
    )
    answer: dict[str, object] = {"isolated": isolated}
    kind, _, detail = target.partition(":")
    try:
        if kind == "pdf":
            standards: list[Any] = [detail] if detail else []
            data, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=standards)
            keep(f"{folder}/{source}.pdf", cast("bytes", data))
            answer["warnings"] = [str(warning) for warning in warnings]
        elif kind == "figures":
            draw(compiler, folder, "figure", (("svg", None), ("png", 192.0)))
        else:
            draw(compiler, folder, "page", (("png", float(detail)),))
    except typst.TypstError as fault:
        answer["fault"] = str(fault)[:2000]
    print(json.dumps(answer))
    sys.stdout.flush()
    os._exit(0)


def draw(
    compiler: Any, folder: str, stem: str, endings: tuple[tuple[Literal["svg", "png"], float | None], ...]
) -> None:
    for ending, ppi in endings:
        made = compiler.compile(format=ending, ppi=ppi)
        for place, data in enumerate(made if isinstance(made, list) else [made], 1):
            keep(f"{folder}/{stem}-{place}.{ending}", data)


def keep(path: str, data: bytes) -> None:
    with open(path, "wb") as target:  # noqa: PTH123  (pathlib costs an import here)
        target.write(data)


if __name__ == "__main__":
    main(*sys.argv[1:8])
