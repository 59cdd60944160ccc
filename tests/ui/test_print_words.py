"""The words of markings at the head of printed sheets: a style sheet cannot ask the catalogue, so both are compared."""

import re

import pytest
from django.conf import settings
from django.utils import translation

from workgroups.core.supervisor.places import ROOT
from workgroups.groups.models import Marking

PRINT = (ROOT / "static" / "src" / "layout" / "print.css").read_text()
SHEETS = dict(re.findall(r'@page ([\w-]+) \{\s*@top-right \{\s*content: "([^"]+)"', PRINT))


@pytest.mark.parametrize("tag", [tag for tag, _name in settings.LANGUAGES])
@pytest.mark.parametrize("marking", [Marking.PUBLIC, Marking.RESTRICTED, Marking.UNATTRIBUTED])
def test_a_sheet_says_its_marking_in_the_language_of_the_page(tag: str, marking: Marking) -> None:
    with translation.override(tag):
        words = str(marking.label).upper()
    own = f"{marking.value}-{tag}"
    assert SHEETS.get(own, SHEETS[marking.value]) == words
    if own in SHEETS:
        chosen = rf'body:lang\({tag}\):has\([^{{]*\[data-marking="{marking.value}"\]\) \{{\s*page: {own};'
        assert re.search(chosen, PRINT)
