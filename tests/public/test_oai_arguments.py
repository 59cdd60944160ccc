"""What harvesters may ask, and the protocol's own words for what they may not."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from workgroups.public.logic.oai import Fault, Token, ask

WHOLE_LIST = {"verb": ["ListRecords"], "metadataPrefix": ["oai_dc"]}


def fault_of(**arguments: str | list[str]) -> str:
    given = {name: values if isinstance(values, list) else [values] for name, values in arguments.items()}
    with pytest.raises(Fault) as found:
        ask(given)
    return found.value.code


def test_every_verb_in_its_plainest_form() -> None:
    for given in (
        {"verb": ["Identify"]},
        {"verb": ["ListSets"]},
        {"verb": ["ListMetadataFormats"], "identifier": ["oai:x:1"]},
        {"verb": ["GetRecord"], "identifier": ["oai:x:1"], "metadataPrefix": ["oai_dc"]},
        {"verb": ["ListIdentifiers"], "metadataPrefix": ["oai_dc"]},
        WHOLE_LIST,
    ):
        assert ask(given).verb == given["verb"][0]


def test_dates_are_days_or_seconds_and_until_is_whole() -> None:
    asked = ask(WHOLE_LIST | {"from": ["2026-11-01"], "until": ["2026-11-02"], "set": ["exchange:cloud"]})
    assert (asked.since, asked.until) == (datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 3, tzinfo=UTC))
    assert asked.of_set == ("exchange", "cloud")
    asked = ask(WHOLE_LIST | {"until": ["2026-11-02T01:02:03Z"]})
    assert asked.until == datetime(2026, 11, 2, 1, 2, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({}, "badVerb"),
        ({"verb": ""}, "badVerb"),
        ({"verb": "identify"}, "badVerb"),
        ({"verb": ["Identify", "Identify"]}, "badVerb"),
        ({"verb": "Identify", "set": "a"}, "badArgument"),
        ({"verb": "ListSets", "metadataPrefix": "oai_dc"}, "badArgument"),
        ({"verb": "ListRecords"}, "badArgument"),
        ({"verb": "GetRecord", "identifier": "a"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": ["oai_dc", "oai_dc"]}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "marc"}, "cannotDisseminateFormat"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "yesterday"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2026-02-30"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2026-11-22T10:00Z"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "until": "9999-12-31"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "٢٠٢٦-١١-٠١"}, "badArgument"),
        (
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2026-11-02", "until": "2026-11-01"},
            "badArgument",
        ),
        (
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from": "2026-11-02", "until": "2026-11-03T00:00:00Z"},
            "badArgument",
        ),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "a b"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "x" * 2000}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "resumptionToken": "x"}, "badArgument"),
        ({"verb": "Identify", "resumptionToken": "x"}, "badArgument"),
        ({"verb": "ListSets", "resumptionToken": "x"}, "badResumptionToken"),
        ({"verb": "ListRecords", "resumptionToken": ""}, "badResumptionToken"),
        ({"verb": "ListRecords", "resumptionToken": "W1td"}, "badResumptionToken"),
        ({"verb": "ListRecords", "resumptionToken": "é\x00"}, "badResumptionToken"),
    ],
)
def test_faults_have_the_codes_of_the_protocol(arguments: dict[str, str | list[str]], code: str) -> None:
    assert fault_of(**arguments) == code


def test_a_token_holds_the_whole_request_and_only_for_its_verb() -> None:
    asked = ask(WHOLE_LIST | {"from": ["2026-11-01"], "set": ["exchange"]})
    place = Token(datetime(2026, 11, 5, 6, 7, 8, 999, tzinfo=UTC), 7, 50)
    token = asked.resumption(place)
    again = ask({"verb": ["ListRecords"], "resumptionToken": [token]})
    assert (again.token, again.since, again.of_set) == (place, asked.since, asked.of_set)
    assert fault_of(verb="ListIdentifiers", resumptionToken=token) == "badResumptionToken"
    assert fault_of(verb="ListRecords", resumptionToken=token[:-9]) == "badResumptionToken"


def test_a_token_with_a_zone_that_no_database_reads_is_none_of_ours() -> None:
    zone = timezone(timedelta(hours=1, microseconds=500000))
    token = ask(WHOLE_LIST).resumption(Token(datetime(2026, 11, 5, tzinfo=zone), 1, 0))
    assert fault_of(verb="ListRecords", resumptionToken=token) == "badResumptionToken"


def test_a_token_with_absurd_numbers_is_none_of_ours() -> None:
    asked = ask(WHOLE_LIST)
    for after, cursor in ((2**70, 0), (-1, 0), (0, 2**40)):
        token = asked.resumption(Token(datetime(2026, 11, 5, tzinfo=UTC), after, cursor))
        assert fault_of(verb="ListRecords", resumptionToken=token) == "badResumptionToken"
