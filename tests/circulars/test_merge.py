"""Merge fields: found, refused with their place, filled without any meaning of their own."""

import pytest

from workgroups.circulars.logic import merge
from workgroups.circulars.logic.merge import Value
from workgroups.circulars.logic.shipped import shipped
from workgroups.core import markdown
from workgroups.core.errors import Refused

HOSTILE = [
    "[press here](https://evil.example)",
    "<script>alert(1)</script>",
    "# Heading",
    "1. first",
    "- point",
    "> said",
    "**bold** _it_ `code`",
    "![x](https://evil.example/x.png)",
    "&lt;b&gt;",
    "a | b",
    "~~gone~~",
    "<https://evil.example>",
    "{link}",
    "\\",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_value_says_its_words_and_nothing_else(name: str) -> None:
    text = merge.merged("{name}\n\nA **letter**.", {"name": Value.words(name)}, markdown=True)
    assert markdown.prose(text).startswith('<p dir="auto">')
    assert markdown.plain(markdown.prose(text)).split("A letter.")[0].strip() == name
    assert "href" not in markdown.prose(text)


def test_value_with_line_breaks_stays_on_its_line() -> None:
    value = Value.words("Ana\r\nBcc: all@example.org\n\n# Big")
    assert value.plain == "Ana Bcc: all@example.org # Big"
    assert markdown.prose(merge.merged("{name}", {"name": value}, markdown=True)).count("<") == 2


def test_link_leads_from_words_and_as_a_target() -> None:
    values = {"link": Value.address("https://here.example/groups/a_b/")}
    for source in ("See {link}.", "See [it]({link})."):
        html = markdown.prose(merge.merged(source, values, markdown=True))
        assert 'href="https://here.example/groups/a_b/"' in html


def test_unknown_field_is_refused_with_its_place() -> None:
    with pytest.raises(Refused) as refusal:
        merge.check("Dear {name},\n\nyour {passwort} is", field="body_en")
    assert str(refusal.value).startswith("Line 3, character 6: “{passwort}” is no field. Fields are: name, title,")
    assert refusal.value.field == "body_en"


def test_missing_values_and_what_stands_there_instead() -> None:
    values = {"name": Value.words("Ana")}
    assert merge.missing("{name} {title|Dear colleague} {deadline}", values) == {
        "title": "Dear colleague",
        "deadline": None,
    }
    assert merge.merged("{title|Dear colleague} {name}{deadline}", values, markdown=False) == "Dear colleague Ana"


def test_fallback_is_words_too() -> None:
    assert "<strong>" not in markdown.prose(merge.merged("{title|**you**}", {}, markdown=True))


def test_shipped_templates_have_known_fields_and_need_no_value_but_the_reader() -> None:
    always = {name: Value.words("x") for name in ("name", "group", "link")}
    for sample in shipped().values():
        assert sorted(sample.texts) == ["en", "fr"]
        for words in sample.texts.values():
            assert words.subject
            merge.check(words.subject + words.body, field="body")
            assert None not in merge.missing(words.subject + words.body, always).values(), sample.key
