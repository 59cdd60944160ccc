"""Brackets in copies: around their words, alternatives after each other, positions at the end; back without them."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pypdf import PdfReader

from tests.cast import Cast
from workgroups.drafts import actions, queries, tasks
from workgroups.drafts.logic import schema
from workgroups.drafts.logic.bracketed import Choice, Disputed, bracketed, marked
from workgroups.drafts.models import Arrival, Comment, Copy, Draft
from workgroups.files.models import File
from workgroups.files.queries import bytes_of
from workgroups.groups.models import Group

WORDS = "# Interval\n\nGauges report at **short** intervals.\n\n- one\n- two\n\nThe owner pays."


def text(words: str) -> schema.Node:
    return {"type": "text", "text": words}


def paragraph(block: str, *content: schema.Node) -> schema.Node:
    return {"type": "paragraph", "attrs": {"id": block}, "content": list(content)}


def said(node: schema.Node) -> str:
    return (str(node.get("text", "")) + "".join(said(kid) for kid in node.get("content", []))).replace("\xa0", " ")


def disputed(block: str, words: str, *others: str, behind: str = "") -> Disputed:
    choices = [Choice((text(words),), ""), *(Choice((text(one),) if one else (), behind) for one in others)]
    return Disputed(block, words, tuple(choices))


def test_alternatives_follow_the_words_that_they_would_replace() -> None:
    strong = {"type": "text", "text": "short", "marks": [{"type": "strong"}]}
    blocks = [paragraph("a", text("Gauges report at "), strong, text(" intervals.")), paragraph("b", text("Other."))]
    made, lost = bracketed(blocks, [disputed("a", "short intervals", "long ones", "", behind="Vell, Ostrand")])
    assert said(made[0]) == (
        "Gauges report at [Alt 1: short intervals | Alt 2 (Vell, Ostrand): long ones"
        " | Alt 3 (Vell, Ostrand): (leave it out)]."
    )
    assert (made[1], lost) == (blocks[1], [])
    assert strong in made[0]["content"]  # what is marked stays marked


def test_two_brackets_in_a_block_and_one_whose_words_are_gone() -> None:
    blocks = [paragraph("a", text("One and two."))]
    three = [disputed("a", "One", "1"), disputed("a", "two", "2"), disputed("a", "three", "3")]
    made, lost = bracketed(blocks, [*three, disputed("gone", "x", "y")])
    assert said(made[0]) == "[Alt 1: One | Alt 2: 1] and [Alt 1: two | Alt 2: 2]."
    assert [said(one) for one in made[1:]] == ["[Alt 1: three | Alt 2: 3]"]
    assert [said(one) for one in lost] == ["[Alt 1: x | Alt 2: y]"]
    assert said(marked(made, {"a": "P1"})[0]).endswith(". [P1]")


def test_a_whole_block_stands_between_its_brackets() -> None:
    whole = Disputed("a", "", (Choice((), ""), Choice((text("Other."),), "Vell")))
    made, _lost = bracketed([paragraph("a", text("All of it."))], [whole])
    assert said(made[0]) == "[Alt 1: All of it. | Alt 2 (Vell): Other.]"
    table = {"type": "table", "attrs": {"id": "a"}, "content": []}
    made, _lost = bracketed([table], [whole])
    assert [one["type"] for one in made] == ["aside_block", "table", "aside_block"]
    assert [said(one) for one in made] == ["[Alt 1: ", "", " | Alt 2 (Vell): Other.]"]


@pytest.fixture
def draft(cast: Cast) -> Draft:
    """A text with two brackets, a reservation and a pending position, in a group that negotiates."""
    Group.objects.filter(pk=cast.group.pk).update(profile=Group.Profile.NEGOTIATING)
    made = actions.create_draft(actor=cast.member("chair"), title="Charter", words=WORDS)
    west: dict[str, Any] = {"actor": cast.member("delegate"), "draft": made}
    first, last = (block(made, at)["attrs"]["id"] for at in (1, 3))
    actions.open_bracket(**west, block=first, words="**short** intervals", alternative="agreed *intervals*")
    actions.open_bracket(**west, block=block(made, 2)["attrs"]["id"], alternative="- three")
    actions.state_position(**west, block=last, kind="general", note="Until costs are known.")
    south: dict[str, Any] = {"actor": cast.member("cochair"), "draft": made, "kind": "pending"}
    actions.state_position(**south, block=last, until=date(2099, 12, 3))
    return made


def block(draft: Draft, at: int) -> Any:
    return queries.document_of(draft)["content"][at]


def copied(client: Client, draft: Draft, format_: str, **chosen: str) -> bytes:
    client.post(f"{draft.get_absolute_url()}copies/", {"format": format_, **chosen})
    assert tasks.sweep_files() == 1
    return bytes_of(File.objects.filter(kind="drafts.copy", name__endswith=f".{format_}").latest("pk"))


HEAD = "2 open brackets, 1 reservation, 1 position pending"
INLINE = "Gauges report at [Alt 1: short intervals | Alt 2 (Westland): agreed intervals]."
BARE = "Gauges report at [Alt 1: short intervals | Alt 2: agreed intervals]."
END = "[P1] “The owner pays.” – Southland: Position pending until 3 December 2099; Westland: General reservation"


@pytest.mark.django_db
def test_a_pdf_shows_brackets_with_names_without_or_none(cast: Cast, draft: Draft, client: Client) -> None:
    client.force_login(cast.delegate)

    def printed(**chosen: str) -> str:
        pdf = PdfReader(io.BytesIO(copied(client, draft, "pdf", **chosen)))
        assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]  # set as PDF/UA-1: what breaks it fails the setting
        return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())

    told = printed()
    assert all(words in told for words in (HEAD, INLINE, END, "Positions of delegations"))
    told = printed(chosen="1", brackets="words", with_changes="on")
    assert (HEAD in told, BARE in told, "Westland" in told, "[P1]" in told) == (True, True, False, False)
    told = printed(chosen="1", brackets="none")
    assert ("Alt 1" in told, "open bracket" in told, "at short intervals." in told) == (False, False, True)
    Draft.objects.filter(pk=draft.pk).update(marking="unattributed")
    told = printed()
    assert (BARE in told, "Westland" in told) == (True, False)


@pytest.mark.django_db
def test_a_word_copy_with_brackets_comes_back_without_them(cast: Cast, draft: Draft, client: Client) -> None:
    client.force_login(cast.delegate)
    sent = copied(client, draft, "docx", chosen="1", brackets="names")
    with zipfile.ZipFile(io.BytesIO(sent)) as archive:
        xml = archive.read("word/document.xml").decode()
    assert all(words in xml for words in ("[Alt 1:", "Alt 2 (Westland):", HEAD, "Positions of delegations"))
    client.post(f"{draft.get_absolute_url()}marked-up/", {"file": ContentFile(sent, "back.docx")})
    tasks.sweep_files()
    page = client.get(Arrival.objects.get().get_absolute_url()).content.decode()
    assert "0 changes were found" in page
    assert (b"text of today" in page.encode(), "<ins>" in page, "<del>" in page) == (True, False, False)
    assert "stands in the file" not in page


def edited(sent: bytes, *changes: tuple[str, str]) -> bytes:
    """A Word file in which words of runs are changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sent)) as archive, zipfile.ZipFile(out, "w") as made:
        for name in archive.namelist():
            data = archive.read(name)
            if name == "word/document.xml":
                for old, new in changes:
                    assert data.count(old.encode()) == 1
                    data = data.replace(old.encode(), new.encode())
            made.writestr(name, data)
    return out.getvalue()


def by_mara(kind: str, style: str, words: str) -> str:
    """A tracked run, as Word writes it."""
    text = "delText" if kind == "del" else "t"
    run = f'<w:r><w:rPr>{style}</w:rPr><w:{text} xml:space="preserve">{words}</w:{text}></w:r>'
    return f'<w:{kind} w:id="900" w:author="Mara" w:date="2026-11-20T10:00:00Z">{run}</w:{kind}>'


@pytest.mark.django_db
def test_what_is_marked_in_an_alternative_comes_back_as_a_comment(cast: Cast, draft: Draft, client: Client) -> None:
    """In a line, and in the line after a whole block; the text of the draft is not touched."""
    client.force_login(cast.delegate)
    style = '<w:rStyle w:val="Bracket" />'
    agreed = f'<w:r><w:rPr>{style}<w:i /><w:iCs /></w:rPr><w:t xml:space="preserve">intervals</w:t></w:r>'
    other = f'<w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">agreed </w:t></w:r>'
    line = "| Alt 2 (Westland):\u00a0three]</w:t></w:r>"
    sent = edited(
        copied(client, draft, "docx", chosen="1", brackets="names"),
        (agreed, by_mara("del", style, "intervals") + by_mara("ins", style, "hours")),
        (line, f"{line}{by_mara('ins', '', ' or four')}"),
    )
    assert other not in sent.decode("latin-1")
    client.post(f"{draft.get_absolute_url()}marked-up/", {"file": ContentFile(sent, "back.docx")})
    tasks.sweep_files()
    came = Arrival.objects.get().get_absolute_url()
    assert "0 changes were found" in client.get(came).content.decode()
    client.post(came)
    said = {one.block: one.posts.get().body for one in Comment.objects.filter(draft=draft)}
    assert said == {
        block(draft, 1)["attrs"]["id"]: (
            "“Alt 2 (Westland): agreed intervals” → “Alt 2 (Westland): agreed hours”\n\n(Mara in “back.docx”)"
        ),
        block(draft, 2)["attrs"]["id"]: (
            "“Alt 2 (Westland): three” → “Alt 2 (Westland): three] or four”\n\n(Mara in “back.docx”)"
        ),
    }


@pytest.mark.django_db
def test_what_is_changed_in_an_alternative_untracked_comes_back_as_a_comment_once(
    cast: Cast, draft: Draft, client: Client
) -> None:
    """Reworded in a line, taken out of the line after a whole block; what came to the draft since is nobody's edit."""
    client.force_login(cast.delegate)
    sent = edited(
        copied(client, draft, "docx", chosen="1", brackets="names"),
        (">intervals</w:t>", ">hours</w:t>"),
        ("| Alt 2 (Westland):\u00a0three]", "]"),
    )
    actions.add_alternative(actor=cast.member("cochair"), bracket=draft.brackets.get(number=1), words="later")
    page = f"{draft.get_absolute_url()}marked-up/"
    for time in range(2):
        client.post(page, {"file": ContentFile(sent, "back.docx")})
        tasks.sweep_files()
        came = Arrival.objects.latest("pk").get_absolute_url()
        shown = client.get(came).content.decode()
        assert "0 changes were found" in shown
        assert shown.count("an alternative of a bracket: becomes a comment") == 2
        answer = client.post(came, follow=True).content.decode()
        assert ("2 things are put forward", "0 things are put forward")[time] in answer
    said = {one.block: one.posts.get().body for one in Comment.objects.filter(draft=draft)}
    assert said == {
        block(draft, 1)["attrs"]["id"]: "“agreed intervals” → “agreed hours”\n\n(in “back.docx”, not tracked there)",
        block(draft, 2)["attrs"]["id"]: "“three” → –\n\n(in “back.docx”, not tracked there)",
    }
    client.force_login(cast.chair)
    client.post(f"{cast.group.get_absolute_url()}drafts/from-file/", {"file": ContentFile(sent, "other.docx")})
    tasks.sweep_files()
    begun = client.get(Arrival.objects.latest("pk").get_absolute_url()).content.decode()
    assert "1 alternative of a bracket; a new draft has none" in begun


@pytest.mark.django_db
def test_other_formats_show_brackets_too(cast: Cast, draft: Draft, client: Client) -> None:
    client.force_login(cast.delegate)
    plain = copied(client, draft, "md").decode().replace("\\", "").replace("*", "").replace("\xa0", " ")
    assert INLINE in plain
    assert END in plain
    assert "Alt 2 (Westland):" in copied(client, draft, "html").decode()
    with zipfile.ZipFile(io.BytesIO(copied(client, draft, "odt"))) as archive:
        assert "Alt 2 (Westland):" in archive.read("content.xml").decode()
    assert set(Copy.objects.values_list("brackets", flat=True)) == {"names"}


@pytest.mark.django_db
def test_only_who_negotiates_is_asked_about_brackets(cast: Cast, draft: Draft, client: Client) -> None:
    client.force_login(cast.delegate)
    page = f"{draft.get_absolute_url()}copies/"
    assert "Words in brackets" in client.get(page).content.decode()
    assert client.post(page, {"format": "pdf", "chosen": "1", "brackets": "no"}).status_code == 302  # as in one press
    Group.objects.filter(pk=cast.group.pk).update(profile=Group.Profile.EXCHANGE)
    assert "Words in brackets" not in client.get(page).content.decode()
    client.post(page, {"format": "pdf", "chosen": "1", "brackets": "names"})
    assert Copy.objects.get().brackets == "none"
