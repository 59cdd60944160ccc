"""A circular as PDF on its letterhead: the same bytes for the same words, for whom the circular is, and live."""

import io
from pathlib import Path

import pytest
from django.test import Client
from pypdf import PdfReader
from pytest_django import Settings

from tests.cast import Cast
from tests.circulars.stage import sent
from tests.live.replay import replay
from workgroups.accounts.models import Person
from workgroups.circulars import actions, tasks
from workgroups.circulars.actions import Words
from workgroups.circulars.adapters.letter import set_letter
from workgroups.circulars.logic.printed import blocks_of
from workgroups.circulars.models import Circular, Print
from workgroups.circulars.queries import frozen_letter
from workgroups.core import clock
from workgroups.files.models import File
from workgroups.files.queries import bytes_of

BODY = """Dear {name},

please read **this**, *twice*: <https://example.org/a?b=1>.

1. First
2. Second
   - Inside

> As said before.

```
x = 1
```
"""


@pytest.fixture(autouse=True)
def store(settings: Settings, tmp_path: Path) -> None:
    """Keep files in a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "media"


def test_words_become_blocks() -> None:
    kinds = [(one["kind"], one.get("mark", ""), "".join(run["text"] for run in one["runs"])) for one in blocks_of(BODY)]
    assert kinds == [
        ("paragraph", "", "Dear {name},"),
        ("paragraph", "", "please read this, twice: https://example.org/a?b=1."),
        ("item", "1.", "First"),
        ("item", "2.", "Second"),
        ("item", "•", "Inside"),
        ("quote", "", "As said before."),
        ("code", "", "x = 1"),
    ]
    (line,) = blocks_of("[**a**](javascript:x) [b](https://b.example)")
    assert [run["link"] for run in line["runs"] if run["text"] in "ab"][-1:] == ["https://b.example"]
    assert not any(run["link"].startswith("javascript") for run in line["runs"])
    (head, row) = blocks_of("| a | b |\n|---|---|\n| 1 | **2** |")
    assert [[run["text"] for cell in one["cells"] for run in cell] for one in (head, row)] == [["a", "b"], ["1", "2"]]


@pytest.mark.django_db
def test_the_same_letter_is_the_same_bytes(cast: Cast) -> None:
    actions.save_letterhead(actor=cast.member("chair"), address="1 Street\nTown", signature="The office")
    circular = sent(cast, texts={"en": Words("About {group}", BODY)})
    circular = Circular.objects.select_related("group__programme", "by", "corrects").get(pk=circular.pk)
    data, frozen = frozen_letter(cast.member("delegate"), circular, "en")
    assert frozen_letter(cast.member("delegate"), circular, "en") == (data, frozen)
    assert frozen_letter(cast.member("delegate2"), circular, "en")[1] != frozen  # another name
    one = set_letter(data)
    assert set_letter(data) == one
    words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(one)).pages)
    for said in (
        f"Circular {circular.shown_number}",
        "About Cloud",
        "Dear Delegate",
        "1 Street",
        "The office",
        "Second",
    ):
        assert said in " ".join(words.split()), said


@pytest.mark.django_db
def test_it_is_made_by_a_worker_for_whom_the_circular_is(cast: Cast, client: Client) -> None:
    circular = sent(cast, marking="restricted", texts={"en": Words("About {group}", "Dear {name}")})
    client.force_login(cast.delegate)
    page = circular.get_absolute_url()
    topic = f"circular:{circular.pk}:print"
    with replay(client, cast.group) as shown:
        shown.shows(topic, page + "?language=en")
        assert client.post(f"{page}pdf/", {"language": "en"}).status_code == 302
    assert b"The PDF is being made" in client.get(page).content
    assert client.post(f"{page}pdf/", {"language": "xx"}).status_code == 404
    with replay(client, cast.group) as shown:
        shown.shows(topic, page + "?language=en")
        assert (tasks.sweep(), tasks.sweep()) == (1, 0)
    file = File.objects.get(kind="circulars.print")
    assert file.name == f"cloud-circular-{circular.year}-1-en-RESTRICTED.pdf"
    assert file.get_absolute_url() in client.get(page).content.decode()
    sent_out = client.get(file.get_absolute_url())
    assert sent_out["Content-Disposition"] == f'attachment; filename="{file.name}"'
    assert sent_out.getvalue() == bytes_of(file)
    client.post(f"{page}pdf/", {"language": "en"})
    assert (tasks.sweep(), Print.objects.get().file) == (1, file)  # asked twice, made once
    for who in (cast.chair, cast.observer):
        other = Client()
        other.force_login(who)
        assert other.get(file.get_absolute_url()).status_code == 404


@pytest.mark.django_db
def test_a_worker_that_dies_leaves_it_to_the_next(cast: Cast) -> None:
    circular = sent(cast)
    actions.ask_print(actor=cast.member("delegate"), circular=circular, language="en")
    (number,) = Print.objects.values_list("pk", flat=True)
    assert actions.take_print(print_id=number)
    assert actions.take_print(print_id=number) is None
    with clock.at(clock.now() + actions.printing.LEASE):
        tasks.build(number)
    assert Print.objects.get().state == "ready"


@pytest.mark.django_db
def test_whoever_left_meanwhile_gets_none(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    circular = sent(cast, to="observers")
    actions.ask_print(actor=cast.member("observer"), circular=circular, language="en")
    Person.objects.filter(pk=cast.observer.pk).update(is_active=False)
    tasks.sweep()
    assert (Print.objects.get().state, File.objects.count()) == ("failed", 0)
