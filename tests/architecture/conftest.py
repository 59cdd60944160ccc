"""A small tree on disk for showing that a check can fail."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Tree = Callable[[Mapping[str, str]], Path]


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """Write files (path → text) under a temporary root; packages get their `__init__.py`."""

    def write(files: Mapping[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            if name.startswith(("workgroups/", "collab/")):
                for folder in path.relative_to(tmp_path).parents[:-1]:
                    (tmp_path / folder / "__init__.py").touch()
        return tmp_path

    return write
