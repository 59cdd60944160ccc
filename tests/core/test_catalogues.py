"""Catalogues: what is gathered, what is kept, what is called broken, and French as it is printed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from django.utils.translation import gettext, ngettext, override

from workgroups.core import catalogues

NARROW = "\u202f"
TEMPLATE = """
{% load ui %}
  {% translate "Sign in" %}{{ _("Passed")|upper }}
    {% blocktranslate trimmed count many=n %}
      {{ many }} page
    {% plural %}
      {{ many }} pages
    {% endblocktranslate %}
{% translate "Open" context "a state" %}
"""
CODE = """
from django.utils.translation import gettext_lazy as _, pgettext_lazy
LABEL = _("Threads")
STATE = pgettext_lazy("a state", "Closed")
# Translators: a place, not a state
PLACE = _("Place")
"""
BROKEN = [
    ("Dear %(name)s", "Bonjour", "other placeholders"),
    ("Dear %(name)s", "Bonjour %(nom)s", "other placeholders"),
    ("<bdi>%(name)s</bdi> wrote", "%(name)s a écrit", "other tags"),
    (" and ", "et", "other spaces at its ends"),
]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for folder in ("collab", "workgroups", "templates"):
        (tmp_path / folder).mkdir()
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE)
    (tmp_path / "workgroups" / "models.py").write_text(CODE)
    return tmp_path


def test_gather_finds_what_code_and_templates_say(tree: Path) -> None:
    found = {(one.context, tuple(catalogues.forms(one.id))) for one in catalogues.gather(tree) if one.id}
    assert found == {
        (None, ("Sign in",)),
        (None, ("Passed",)),
        (None, ("%(many)s page", "%(many)s pages")),
        ("a state", ("Open",)),
        (None, ("Threads",)),
        ("a state", ("Closed",)),
        (None, ("Place",)),
    }


def test_keep_in_step_keeps_translations_and_drops_what_is_no_longer_said(tree: Path) -> None:
    said = catalogues.gather(tree)
    fresh = catalogues.keep_in_step("fr", said, tree)
    assert len(catalogues.out_of_step(fresh, said)) == 7
    fresh.get("Sign in").string = "Se connecter"  # type: ignore[union-attr]
    catalogues.write(fresh, catalogues.path_of("fr", tree))
    (tree / "templates" / "page.html").write_text('{% translate "Sign in" %}')
    kept = catalogues.keep_in_step("fr", catalogues.gather(tree), tree)
    assert {one.id: one.string for one in kept if one.id and one.string} == {"Sign in": "Se connecter"}
    assert catalogues.read("fr", tree).get("Threads") is not None
    assert catalogues.read("fr", tree).get("Passed") is None


def test_a_language_in_the_making_keeps_only_what_it_says(tree: Path) -> None:
    assert [one for one in catalogues.keep_in_step("ar", catalogues.gather(tree), tree) if one.id] == []


def test_out_of_step_names_what_is_missing_and_what_is_too_much(tree: Path) -> None:
    ours = Catalog(locale="fr")
    ours.add("Nobody says this", "Personne ne dit cela")
    found = catalogues.out_of_step(ours, catalogues.gather(tree))
    assert "no longer said: Nobody says this" in found
    assert "not in the catalogue: Sign in" in found


@pytest.mark.parametrize(("asked", "given", "why"), BROKEN)
def test_faults_names_what_would_break_on_a_page(asked: str, given: str, why: str) -> None:
    catalogue = Catalog(locale="fr")
    catalogue.add(asked, given)
    assert catalogues.faults(catalogue) == [f"{why}: {asked}"]


def test_compiled_words_are_the_ones_that_pages_show() -> None:
    with override("fr"):
        assert gettext("Sign in") == "Se connecter"
        assert ngettext("%(pages)s page", "%(pages)s pages", 0) == "%(pages)s page"  # French: nought is singular


@pytest.mark.parametrize("language", [*catalogues.COMPLETE, *catalogues.STARTED])
def test_no_translation_is_broken(language: str) -> None:
    assert catalogues.faults(catalogues.read(language)) == []


def test_french_is_set_as_french() -> None:
    wrong = [f"{why}: {form}" for form in _printed("fr") for why in _french_faults(form)]
    assert wrong == []


@pytest.mark.parametrize(
    "form",
    [
        "Vraiment ?",
        "Vraiment?",
        "l'avis",
        "“avis”",
        "«avis»",
        "« avis »",
        "avis...",
        "deux  mots",
        "50 %%",
        "avis : oui",
    ],
)
def test_french_faults_are_found(form: str) -> None:
    assert list(_french_faults(form))


def _printed(language: str) -> Iterator[str]:
    for message in catalogues.read(language):
        if isinstance(message, Message) and message.id:
            yield from (
                re.sub(r"<[^>]+>|https?://|mailto:|\]:|Table:", "x", form) for form in catalogues.forms(message.string)
            )


def _french_faults(form: str) -> Iterator[str]:
    rules = {
        "a mark without its narrow space": rf"(?<![{NARROW}\W])[;:!?](?=\s|$)|[ \u00a0][;:!?](?=\s|$)",
        "a guillemet without its narrow space": rf"«(?!{NARROW})|(?<!{NARROW})»",
        "a quotation mark of another language": '[“”„"]',
        "a typewriter's apostrophe": r"\w'\w",
        "dots that are no ellipsis": r"\.\.\.",
        "two spaces": r" {2}",
        "a percent sign without its narrow space": rf"(?<!{NARROW})%%(?![a-z]\b)",
    }
    yield from (why for why, rule in rules.items() if re.search(rule, form))
