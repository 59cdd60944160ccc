"""What a harvester asks, judged as the protocol says (OAI-PMH 2.0, 3.6 and 4)."""

import binascii
import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

PREFIX = "oai_dc"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
SECOND = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
SET = re.compile(r"[A-Za-z0-9\-_.!~*'()]+(:[A-Za-z0-9\-_.!~*'()]+)*")
LISTS = {"ListIdentifiers", "ListRecords"}
REQUIRED = {
    "Identify": set[str](),
    "ListMetadataFormats": set[str](),
    "ListSets": set[str](),
    "GetRecord": {"identifier", "metadataPrefix"},
    "ListIdentifiers": {"metadataPrefix"},
    "ListRecords": {"metadataPrefix"},
}
OPTIONAL = {
    "ListMetadataFormats": {"identifier"},
    "ListIdentifiers": {"from", "until", "set"},
    "ListRecords": {"from", "until", "set"},
}
RESUMED = {"ListSets", "ListIdentifiers", "ListRecords"}
LONGEST = 1000


class Fault(Exception):  # noqa: N818  (the harvester's, not ours)
    """An error of the protocol: its code and what is wrong; `echoes` says whether the answer repeats the request."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message
        self.echoes = code not in {"badVerb", "badArgument"}


@dataclass(frozen=True)
class Token:
    """Where a list goes on: after the record of this id, changed at this instant; `cursor` came before."""

    changed: datetime
    after: int
    cursor: int


@dataclass(frozen=True)
class Asked:
    """A valid request. `since` is included, `until` is excluded; both aware, or None."""

    verb: str
    arguments: Mapping[str, str]
    identifier: str = ""
    since: datetime | None = None
    until: datetime | None = None
    of_set: tuple[str, ...] = ()
    token: Token | None = None

    def resumption(self, token: Token) -> str:
        """Return what a harvester sends to go on; it holds the whole request, so nothing is kept for it here."""
        kept = {name: self.arguments[name] for name in ("from", "until", "set") if name in self.arguments}
        place = [token.changed.isoformat(), token.after, token.cursor]
        return urlsafe_b64encode(json.dumps([self.verb, kept, place]).encode()).decode().rstrip("=")


def ask(arguments: Mapping[str, list[str]]) -> Asked:
    """Return the request that these arguments (each with all its values) make; raises Fault."""
    verbs = arguments.get("verb", [])
    if len(verbs) != 1 or verbs[0] not in REQUIRED:
        raise Fault("badVerb", "The verb is missing, repeated or not one of the protocol's six.")
    verb = verbs[0]
    single = {name: values[0] for name, values in arguments.items() if name != "verb"}
    if any(len(values) > 1 for values in arguments.values()):
        raise Fault("badArgument", "An argument is repeated.")
    if any(len(value) > LONGEST for value in single.values()):
        raise Fault("badArgument", "An argument is too long.")
    if "resumptionToken" in single and verb in RESUMED:
        if len(single) > 1:
            raise Fault("badArgument", "resumptionToken is an exclusive argument.")
        return _resumed(verb, single["resumptionToken"])
    if unknown := set(single) - REQUIRED[verb] - OPTIONAL.get(verb, set()):
        raise Fault("badArgument", f"{verb} takes no {', '.join(sorted(unknown))[:200]}.")
    if missing := REQUIRED[verb] - set(single):
        raise Fault("badArgument", f"{verb} needs {', '.join(sorted(missing))}.")
    return _asked(verb, single)


def _asked(verb: str, single: Mapping[str, str], token: Token | None = None) -> Asked:
    since, until = _instants(single.get("from", ""), single.get("until", ""))
    if "set" in single and not SET.fullmatch(single["set"]):
        raise Fault("badArgument", "The set is not written as a setSpec.")
    if single.get("metadataPrefix", PREFIX) != PREFIX:
        raise Fault("cannotDisseminateFormat", f"Only {PREFIX} is offered.")
    return Asked(
        verb=verb,
        arguments=single,
        identifier=single.get("identifier", ""),
        since=since,
        until=until,
        of_set=tuple(single["set"].split(":")) if "set" in single else (),
        token=token,
    )


def _instants(first: str, last: str) -> tuple[datetime | None, datetime | None]:
    since, until = _instant(first), _instant(last)
    if first and last and len(first) != len(last):
        raise Fault("badArgument", "from and until have different granularities.")
    if since and until and since > until:
        raise Fault("badArgument", "from is later than until.")
    if until:
        until += timedelta(days=1) if DAY.fullmatch(last) else timedelta(seconds=1)
    return since, until


def _instant(value: str) -> datetime | None:
    if not value:
        return None
    form = "%Y-%m-%d" if DAY.fullmatch(value) else "%Y-%m-%dT%H:%M:%SZ" if SECOND.fullmatch(value) else ""
    try:
        found = datetime.strptime(value, form).replace(tzinfo=UTC)
    except ValueError:
        found = None
    if found is None or not form or found.year > 9998:
        raise Fault("badArgument", "A date is neither YYYY-MM-DD nor YYYY-MM-DDThh:mm:ssZ.")
    return found


def _resumed(verb: str, sent: str) -> Asked:
    wrong = Fault("badResumptionToken", "The token is not one of this repository's for this verb.")
    try:
        asked, kept, (changed, after, cursor) = json.loads(urlsafe_b64decode(sent + "=" * (-len(sent) % 4)))
        at = datetime.fromisoformat(changed)
        fits = (
            asked == verb
            and verb in LISTS
            and at.utcoffset() == timedelta()
            and 0 <= after < 2**63
            and 0 <= cursor < 2**31
        )
        plain = set(kept) <= {"from", "until", "set"} and all(isinstance(one, str) for one in kept.values())
    except (ValueError, TypeError, AttributeError, binascii.Error, RecursionError) as error:
        raise wrong from error
    if not fits or not plain or not isinstance(after, int) or not isinstance(cursor, int):
        raise wrong
    try:
        return _asked(verb, kept, Token(at, after, cursor))
    except Fault as fault:
        raise wrong from fault
