"""The frozen inputs of a build: plain values, stored as canonical JSON, hashed one by one."""

from collections.abc import Mapping
from typing import Any, Literal, TypedDict

from .figures import Option


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


class DraftInput(TypedDict):
    kind: Literal["draft"]
    key: str
    title: str
    version: int
    label: str
    frozen_on: str
    language: str
    content: Mapping[str, Any]


class PollInput(TypedDict):
    kind: Literal["poll"]
    key: str
    title: str
    question: str
    type: str
    language: str
    closed_on: str
    answered: int
    entitled: int
    options: list[Option]


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


SourceInput = DraftInput | PollInput | ParticipantsInput


class Part(TypedDict):
    """One input in its place. `heading` replaces the source's own title; `nested`: inside the chapter above."""

    heading: str
    nested: bool
    source: SourceInput


class Inputs(TypedDict):
    front: FrontInput
    parts: list[Part]
    tools: dict[str, str]
