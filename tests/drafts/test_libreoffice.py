"""Round trips through LibreOffice: what goes out opens there with its changes and comments, and comes back by block."""

import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import Settings

from tests.cast import Cast
from tests.drafts.mixed_set import commented, comments, gone, ins
from tests.drafts.office_files import docx, para, run
from workgroups.drafts import queries, tasks
from workgroups.drafts.logic import schema
from workgroups.drafts.models import Draft
from workgroups.files.models import File
from workgroups.files.queries import bytes_of

STAYS = "A paragraph that stays as it is."
LATER = "A later paragraph with words in it."
SENT = (
    para("All ", ins(run("new ")), gone("old "), "members share what they know."),
    para(STAYS),
    para(commented(0, commented(1, run("Other"))), " words here."),
    para(LATER),
    para("The last one."),
)
SAID = comments(("Ana", "Why?", "", False), ("Bo", "Because.", "0", False))


@pytest.fixture(autouse=True)
def store(settings: Settings, tmp_path: Path) -> None:
    """Keep files in a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "media"


def converted(folder: Path, name: str, data: bytes, target: str) -> bytes:
    """The file as LibreOffice saves it in another format."""
    office = shutil.which("soffice")
    assert office, "LibreOffice is missing: run `make install` as root, or install libreoffice-writer-nogui"
    (folder / name).write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [office, profile, "--headless", "--convert-to", target, "--outdir", str(folder), str(folder / name)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return (folder / f"{Path(name).stem}.{target}").read_bytes()


def regions(flat: str) -> list[tuple[str, str]]:
    """(kind, author) of each tracked change of a flat OpenDocument text."""
    found = re.findall(r"<text:changed-region\b.*?</text:changed-region>", flat, re.DOTALL)
    kinds = [re.search(r"<text:(insertion|deletion|format-change)\b", one) for one in found]
    names = [re.search(r"<dc:creator>(.*?)</dc:creator>", one) for one in found]
    return sorted((kind[1], unescape(name[1])) for kind, name in zip(kinds, names, strict=True) if kind and name)


def annotations(flat: str) -> list[tuple[str, str]]:
    """(author, words) of each comment."""
    found = re.findall(r"<office:annotation\b.*?</office:annotation>", flat, re.DOTALL)
    names = [unescape("".join(re.findall(r"<dc:creator>(.*?)</dc:creator>", one))) for one in found]
    words = [" ".join(unescape(re.sub(r"<dc:.*?</dc:.*?>|<[^>]*>", " ", one)).split()) for one in found]
    return sorted(zip(names, words, strict=True))


def bring(client: Client, address: str, data: bytes, name: str) -> str:
    page = client.post(address, {"file": ContentFile(data, name)})["Location"]
    tasks.sweep_files()
    return str(page)


@pytest.mark.django_db
def test_changes_and_comments_come_in_go_out_open_in_libreoffice_and_come_back(
    cast: Cast, client: Client, tmp_path: Path
) -> None:
    client.force_login(cast.delegate)
    begun = f"{cast.group.get_absolute_url()}drafts/from-file/"
    page = bring(client, begun, docx(*SENT, parts=SAID), "first.docx")
    client.post(page, {"title": "Ours", "language": "en", "changes": "propose", "marking": "group"})
    draft = Draft.objects.get()
    assert [one.kind for one in draft.proposals.all()] == ["replace"]
    ((first, second),) = [comment.posts.order_by("seq") for comment in draft.comments.all()]
    assert (first.body, second.body) == ("> Other\n\nWhy?\n\n(Ana in “first.docx”)", "Because.\n\n(Bo in “first.docx”)")

    client.post(f"{draft.get_absolute_url()}copies/", {"format": "docx"})
    tasks.sweep_files()
    sent = bytes_of(File.objects.get(kind="drafts.copy"))
    flat = converted(tmp_path, "sent.docx", sent, "fodt").decode()
    by = f"Delegate ({cast.member('delegate').delegation})"
    assert regions(flat) == [("deletion", by), ("insertion", by)]
    assert annotations(flat) == [(by, "Because. (Bo in “first.docx”)"), (by, "Other Why? (Ana in “first.docx”)")]

    back = converted(tmp_path, "back.fodt", edited(flat).encode(), "docx")
    page = bring(client, f"{draft.get_absolute_url()}marked-up/", back, "back.docx")
    assert client.post(page).status_code == 302
    base = {schema.plain(block): block["attrs"]["id"] for block in queries.document_of(draft)["content"]}
    made = draft.proposals.exclude(number=1).order_by("number")
    found = {(one.kind, one.block, one.reason.partition(" in “")[0]): one for one in made}
    assert set(found) == {
        ("replace", base["All old members share what they know."], f"Marked by {by}"),
        ("replace", base[STAYS], "Marked by Cleo"),
        ("delete", base[LATER], "Moved by Cleo"),
        ("insert", base[STAYS], "Moved by Cleo"),
    }
    assert schema.plain(found["replace", base[STAYS], "Marked by Cleo"].content[0]) == STAYS.replace("stays", "remains")
    old, new = draft.comments.order_by("number")
    assert (list(old.posts.order_by("seq")), old.state) == ([first, second], "resolved")
    assert (new.posts.get().body, new.state) == ("Agreed.\n\n(Cleo in “back.docx”)", "open")


def edited(flat: str) -> str:
    """The text as LibreOffice keeps it after Cleo wrote into it with tracking on: other words, a move, a comment."""
    when = "<dc:creator>Cleo</dc:creator><dc:date>2026-11-22T10:00:00</dc:date>"
    kinds = {"x1": "deletion", "x2": "insertion", "x3": "insertion", "x4": "deletion"}
    rows = "".join(
        f'<text:changed-region xml:id="{key}" text:id="{key}"><text:{kind}>'
        f"<office:change-info>{when}</office:change-info></text:{kind}></text:changed-region>"
        for key, kind in kinds.items()
    )
    start, end = '<text:change-start text:change-id="{}"/>', '<text:change-end text:change-id="{}"/>'

    def changed(key: str, words: str) -> str:
        return start.format(key) + words + end.format(key)

    note = f'<office:annotation office:name="n9">{when}<text:p>Agreed.</text:p></office:annotation>'
    flat = flat.replace("</text:tracked-changes>", f"{rows}</text:tracked-changes>", 1)
    flat = flat.replace(
        ">A paragraph that stays", f">A paragraph that {changed('x1', 'stays')}{changed('x2', 'remains')}", 1
    )
    new = f'<text:p text:style-name="Text_20_body">{start.format("x3")}{LATER}</text:p>'
    tail = " as it is.</text:p>"
    head, _sign, rest = flat.partition(tail)
    opening = re.search(r"<text:p [^>]*>", rest)
    assert opening
    flat = f"{head}{tail}{new}{rest[: opening.end()]}{end.format('x3')}{rest[opening.end() :]}"
    flat = flat.replace(LATER + "</text:p>", f"{LATER}\x00</text:p>").replace("\x00", "", 1)  # the second one goes
    flat = flat.replace(f"{LATER}\x00", f"{start.format('x4')}{LATER}", 1)
    flat = flat.replace("The last one.", f"{end.format('x4')}The {note}last one.", 1)
    return flat.replace('loext:resolved="false"', 'loext:resolved="true"')
