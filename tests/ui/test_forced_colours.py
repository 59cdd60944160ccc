"""Forced colours: what marks the one thing among others is still seen when the system chooses every colour.

Shown to fail: with the transparent edges of the tabs as they were, every tab was underlined, not the open one alone.
"""

import re
from pathlib import Path

import pytest

from workgroups.core.supervisor.places import ROOT

SHEETS = sorted((ROOT / "static" / "src").rglob("*.css"))
EDGE = re.compile(r"border[a-z-]*:[^;]*\btransparent\b")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
SHAPES = {".button.quiet", ".draft .toolbar button"}
"""Controls: that forced colours draw their edge is how they are known as buttons."""


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_edge_appears_that_marks_another_thing(sheet: Path) -> None:
    words = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
    drawn = {" ".join(found[1].split()) for found in RULE.finditer(words) if EDGE.search(found[2])}
    assert drawn <= SHAPES, "an edge in `transparent` is drawn in forced colours: take var(--clear)"
