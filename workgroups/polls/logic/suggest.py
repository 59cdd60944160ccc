"""Words that several open answers share: a suggestion of themes and no more than that; somebody reads and decides."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from workgroups.core.text import fold

LEAST_ANSWERS = 2


def _set(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


STOP_WORDS: Mapping[str, frozenset[str]] = {
    "en": _set(
        "a about above after again all also although am among an and any are as at be because been before",
        "being between both but by can could did do does doing done down each either else etc even every few",
        "for from further get give given had has have having he her here his how however i if in into is it",
        "its itself just less like made make many may me might more most much must my need needs neither no",
        "nor not now of often on once one only or other others our out over own part per rather same she",
        "should since so some still such take than that the their them then there these they thing things",
        "this those though through to too toward under until up upon us use used using very was way we well",
        "were what when where whether which while who whom whose why will with within without would yes yet",
        "you your",
    ),
    "fr": _set(
        "a afin ai ainsi alors apres au aucun aussi autre autres aux avant avec avoir beaucoup bien ca car ce",
        "ceci cela celle celles celui ces cet cette ceux chaque chez comme comment d dans de depuis des doit",
        "doivent donc dont du elle elles en encore entre est et etaient etait ete etre eux faire fait faut",
        "fois font hors il ils j je l la le les leur leurs lors lui mais meme memes mes moins mon ne ni non",
        "nos notre nous on ont ou par parce pas pendant peu peut peuvent plus plusieurs pour pourquoi qu",
        "quand que quel quelle quelles quels qui quoi s sa sans se ses si soit son sont sous sur ta te tel",
        "telle tous tout toute toutes tres trop tu un une vers vos votre vous y",
    ),
    "es": _set(
        "a al algo ante antes asi aun bajo bien cada casi como con cual cuando de del desde donde dos e el",
        "ella ellas ellos en entre era es esa ese eso esta estan este esto estos fue ha hace hacia han hasta",
        "hay la las le les lo los mas me mi mientras mucho muy ni no nos nuestra nuestro o otra otro otros",
        "para pero poco por porque pueden puede que quien se sea ser si sin sobre solo son su sus tambien tan",
        "tanto te tiene tienen todo todos tras un una uno unos y ya",
    ),
}
_word = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


@dataclass(frozen=True)
class Suggestion:
    """A word, or two in a row, with the keys of the answers that hold it, in the order of the answers."""

    label: str
    keys: tuple[str, ...]


def suggest(
    answers: Sequence[tuple[str, str]],
    taken: Collection[str] = (),
    languages: Iterable[str] = tuple(STOP_WORDS),
    limit: int = 12,
) -> list[Suggestion]:
    """Return what most answers (key, text) share: words and pairs of words that stand in at least two of them.

    Words that carry no meaning are left out by the lists of `languages`; a plural counts with its singular; names in
    `taken` are not suggested again. Deterministic.
    """
    stop = frozenset().union(*(STOP_WORDS.get(language, frozenset()) for language in languages))
    holders: dict[str, list[str]] = defaultdict(list)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for key, text in answers:
        for term, form in _terms(text, stop):
            forms[term][form] += 1
            if key not in holders[term]:
                holders[term].append(key)
    used = {" ".join(_stem(word) for word in fold(one).split()) for one in taken}
    shared = {term: keys for term, keys in holders.items() if len(keys) >= LEAST_ANSWERS}
    kept = {
        term: keys for term, keys in shared.items() if term not in used and not _stands_in_a_pair(term, keys, shared)
    }
    ordered = sorted(kept.items(), key=lambda one: (-len(one[1]), " " not in one[0], one[0]))
    return [Suggestion(_said(forms[term]), tuple(keys)) for term, keys in ordered[:limit]]


def _terms(text: str, stop: Collection[str]) -> list[tuple[str, str]]:
    """Return (term, form as written): every word with a meaning, and every two of them in a row."""
    found: list[tuple[str, str]] = []
    before: tuple[str, str, int] | None = None
    for match in _word.finditer(text):
        folded = fold(match[0]).replace("’", "'")
        if len(folded) < 3 or folded in stop or folded.split("'")[-1] in stop:
            before = None
            continue
        stem = _stem(folded)
        found.append((stem, match[0]))
        if before and text[before[2] : match.start()].isspace():
            found.append((f"{before[0]} {stem}", f"{before[1]} {match[0]}"))
        before = (stem, match[0], match.end())
    return found


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _stands_in_a_pair(term: str, keys: Sequence[str], shared: Mapping[str, Sequence[str]]) -> bool:
    """Whether a longer term says the same of the same answers."""
    return " " not in term and any(
        term in other.split() and list(held) == list(keys) for other, held in shared.items() if " " in other
    )


def _said(forms: Counter[str]) -> str:
    """Return the commonest way it was written, beginning with a capital as a name does."""
    form = sorted(forms.items(), key=lambda one: (-one[1], one[0]))[0][0]
    return form if form.isupper() else form[:1].upper() + form[1:]
