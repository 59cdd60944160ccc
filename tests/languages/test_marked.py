"""Every word of the interface is marked for translation: every door is asked in a language that nobody speaks."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import Settings

from tests.cast import EVERYONE, Cast
from tests.doors import table
from tests.doors.ask import undone
from tests.doors.door import IN, Door
from tests.languages.pseudo import CLOSE, OPEN, TAG, pseudo, write_pseudo
from tests.languages.spoken import spoken
from workgroups.accounts.forms import SPOKEN
from workgroups.core import languages

PAGES: dict[str, list[Door]] = {}
for _door in table.doors():
    if _door.get and IN in _door.get.values():
        PAGES.setdefault(re.split("[:_]", _door.name)[0], []).append(_door)
BRACKETED = re.compile(rf"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
# Names, not words: the product's, what the cast is called, signs that are the same in every language.
NAMES = re.compile(
    r"Workgroups|English|UTC|PDF(/UA(-1)?)?|BibTeX|SHA-256|APA|ISO 690|Chicago|Typst|Pandoc|CC BY 4\.0|[KM]B|\S+@\S+|https?://\S+"
    r"|The exchange|Cloud|Elsewhere|\w+land|The Watchers|Delegate2"
    r"|CSV|XLSX|TXT|bytes|(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|[A-Z][a-z]{2} \d+ [A-Z][a-z]{2}, \d\d:\d\d"  # of Django and CLDR
    rf"|{'|'.join(re.escape(languages.autonym(tag)) for tag in SPOKEN.split())}"
)
BETWEEN = "\x1f"
WORD = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("locale")
    write_pseudo(folder)
    return folder


@pytest.fixture
def nobody_speaks_this(catalogue: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.LOCALE_PATHS = [catalogue, *settings.LOCALE_PATHS]
    translation.trans_real._translations.clear()  # type: ignore[attr-defined]
    monkeypatch.setattr(languages, "OFFERED", ("en", TAG))
    monkeypatch.setitem(languages.OWN_NAMES, TAG, pseudo("Pseudo"))


def unmarked(page: str) -> list[str]:
    """The words of a page that no catalogue can reach."""
    rest = BETWEEN.join(spoken(page, TAG))
    while BRACKETED.search(rest):  # also across elements that stand inside a sentence
        rest = BRACKETED.sub("", rest)
    return [said for said in rest.split(BETWEEN) if WORD.search(NAMES.sub("", said))]


def asked(door: Door, cast: Cast) -> list[str]:
    """Ask a door as the first of the cast who is let in; return the words that were not marked."""
    profile = door.get or {}
    who = next(who for who in EVERYONE if profile[who] is IN)
    with undone():
        args = door.args(cast)
        client, person = Client(), cast.person(who)
        if person:
            person.language = TAG
            person.save()
            client.force_login(person)
        with translation.override("en" if person else TAG):
            address = reverse(door.name, kwargs=args)
        if door.name.startswith("public:"):
            address = f"/{TAG}{address.removeprefix(f'/{TAG}')}"
        found = client.get(address, dict(door.query), follow=True)
        is_page = "text/html" in found.headers.get("Content-Type", "")
        return unmarked(found.content.decode()) if is_page else []


@pytest.mark.parametrize("app", sorted(PAGES))
def test_every_word_of_every_page_is_marked(app: str, cast: Cast, nobody_speaks_this: None) -> None:
    found = {str(door): words for door in PAGES[app] if (words := asked(door, cast))}
    assert found == {}


def test_an_unmarked_word_is_found() -> None:
    page = f'<p>{pseudo("Sign in")} <b title="Sign in">now</b> <bdi>Ana</bdi> <i lang="fr">oui</i></p>'
    assert unmarked(page) == ["Sign in", "now"]


def test_pseudo_is_half_as_long_again_and_keeps_its_placeholders() -> None:
    said = pseudo(" <b>%(name)s</b> has 50 %% ")
    assert said.startswith(f" {OPEN}<b>%(name)s</b> ")
    assert said.endswith(f"{CLOSE} ")
    assert len(pseudo("Threads")) >= len("Threads") * 1.5
