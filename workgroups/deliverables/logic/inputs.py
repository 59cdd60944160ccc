"""The frozen inputs of a build: plain values, stored as canonical JSON, hashed one by one."""

from collections.abc import Mapping
from typing import Any, Literal, NotRequired, TypedDict


class FrontInput(TypedDict):
    title: str
    subtitle: str
    group: str
    programme: str
    authors: list[str]
    date: str
    release: int
    language: str
    licence: str
    demonstration: bool
    address: str


class LabelInput(TypedDict):
    """What a draft counts or heads: `number` as printed at the block, `words` as other places call it."""

    kind: str
    number: str
    words: str
    level: int


class DraftImageInput(TypedDict):
    """A picture of a draft, by the id of its file."""

    file: str
    sha256: str
    type: str
    width: int
    height: int
    address: str


class WorkInput(TypedDict):
    """A cited work: its name in the text; its line in the list as pairs of style (empty, em or link) and words."""

    name: str
    line: list[list[str]]


class DraftInput(TypedDict):
    """`key_points`: each of its list items and paragraphs is one numbered point.

    `labels` by block id, `images`, `works` by key: only where the text has any, so that what was built before drafts
    knew them still has the same hash.
    """

    kind: Literal["draft", "key_points"]
    key: str
    title: str
    address: str
    version: int
    label: str
    frozen_on: str
    language: str
    content: Mapping[str, Any]
    labels: NotRequired[dict[str, LabelInput]]
    images: NotRequired[list[DraftImageInput]]
    works: NotRequired[dict[str, WorkInput]]


class ItemInput(TypedDict):
    """`count` is -1 and `percent` empty where nobody knows them; `percent` as decimal text, 0 to 100."""

    label: str
    count: int
    percent: str
    value: str
    group: str


class ImageInput(TypedDict):
    sha256: str
    type: str
    width: int
    height: int
    address: str


class FigureInput(TypedDict):
    """A poll, one question of a call, or a picture, as it is shown. Strings are in the report's language.

    `shape`: bars, recorded, rating, cloud, themes, words (not drawn) or image. Empty `closed_on`, -1 for `answered`
    or `entitled`: not known. `address`: the thing's own page here, so that links to it become cross-references.
    """

    kind: Literal["figure"]
    key: str
    title: str
    address: str
    shape: str
    finding: str
    caption: str
    alternative: str
    question: str
    type: str
    language: str
    closed_on: str
    answered: int
    entitled: int
    source: str
    items: list[ItemInput]
    columns: list[str]
    rows: list[list[str]]
    notes: list[str]
    image: ImageInput | None


class AnswerInput(TypedDict):
    who: str
    text: str


class QuestionInput(TypedDict):
    """One question of a call: its figure where there is one, and the answers side by side."""

    text: str
    figure: FigureInput | None
    answers: list[AnswerInput]


class CallInput(TypedDict):
    kind: Literal["call"]
    key: str
    title: str
    address: str
    closed_on: str
    sections: list["CallSectionInput"]


class CallSectionInput(TypedDict):
    title: str
    questions: list[QuestionInput]


class SeatInput(TypedDict):
    name: str
    function: str


class DelegationInput(TypedDict):
    name: str
    standing: str
    people: list[SeatInput]


class ParticipantsInput(TypedDict):
    kind: Literal["participants"]
    key: str
    title: str
    as_of: str
    named: bool
    delegations: list[DelegationInput]


class PlaceInput(TypedDict):
    """So many people of one function from one organisation and country; empty: not recorded in the source."""

    function: str
    organisation: str
    country: str
    people: int


class MeetingInput(TypedDict):
    kind: Literal["meeting"]
    key: str
    title: str
    days: list[str]
    places: list[PlaceInput]


class PollsInput(TypedDict):
    """An annex of polls with their exact questions and types."""

    kind: Literal["polls"]
    key: str
    title: str
    polls: list[FigureInput]


SourceInput = DraftInput | FigureInput | CallInput | ParticipantsInput | MeetingInput | PollsInput


class Part(TypedDict):
    """One input in its place. `heading` replaces the source's own title; `nested`: inside the chapter above."""

    heading: str
    nested: bool
    source: SourceInput


class Inputs(TypedDict):
    front: FrontInput
    parts: list[Part]
    tools: dict[str, str]
