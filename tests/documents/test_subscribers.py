"""What readers of the log do on events of the library: tell people, time purges, keep the search in step."""

from datetime import timedelta

from tests.cast import MEMBERS, Cast
from tests.documents.stage import document, read_all, version
from workgroups.core import clock
from workgroups.documents import actions
from workgroups.documents.models import Document
from workgroups.events.actions import catch_up
from workgroups.files.models import File
from workgroups.notifications.models import Notice
from workgroups.notifications.registry import Line, renderers
from workgroups.search.queries import search
from workgroups.timers.actions import fire_due

PARTICIPANTS = set(MEMBERS) - {"observer"}


def told(cast: Cast, kind: str) -> set[str]:
    catch_up()
    people = set(Notice.objects.filter(kind=kind).values_list("person_id", flat=True))
    return {who for who in MEMBERS if getattr(cast, who).pk in people}


def lines(cast: Cast, who: str, kind: str) -> list[Line]:
    catch_up()
    notices = list(Notice.objects.filter(kind=kind).select_related("person"))
    shown = renderers[kind](notices)
    return [shown[n.pk] for n in notices if n.person_id == getattr(cast, who).pk and n.pk in shown]


def found(cast: Cast, words: str, who: str = "observer") -> list[str]:
    return [hit.url for hit in search([cast.group.pk], words, reader=getattr(cast, who)).hits]


def test_a_new_document_is_told_to_those_who_may_read_it(cast: Cast) -> None:
    document(cast)
    assert told(cast, "documents.added") == set(MEMBERS) - {"delegate"}
    Notice.objects.all().delete()
    document(cast, marking="restricted")
    assert told(cast, "documents.added") == PARTICIPANTS - {"delegate"}


def test_a_version_is_told_to_watchers_and_a_revision_to_everybody(cast: Cast) -> None:
    one = document(cast)
    actions.choose_watching(actor=cast.member("observer"), document=one, watching=True)
    version(cast, one)
    assert told(cast, "documents.version") == {"observer"}
    version(cast, one, is_revision=True)
    assert told(cast, "documents.version") == set(MEMBERS) - {"delegate"}


def test_a_line_says_what_it_is_and_nothing_of_what_is_restricted(cast: Cast) -> None:
    west = cast.member("delegate").delegation
    one = document(cast, delegation=west)
    secret = document(cast, title="Secret costs", marking="restricted", delegation=west)
    first, second = lines(cast, "chair", "documents.added")
    assert (first.title, first.detail) == (f"{one.symbol}: Costs", "Working paper, Westland")
    assert second.title == "A restricted document of Cloud: read it there"
    assert (second.detail, second.url) == ("", secret.get_absolute_url())
    unnamed = document(cast, marking="unattributed", delegation=west)
    assert lines(cast, "chair", "documents.added")[2].detail == "Working paper"
    version(cast, unnamed, is_revision=True, note="Better")
    assert [line.detail for line in lines(cast, "chair", "documents.version")] == ["Version 2, English: Better"]


def test_a_line_disappears_with_the_right_to_read_it(cast: Cast) -> None:
    one = document(cast)
    assert len(lines(cast, "observer", "documents.added")) == 1
    Document.objects.filter(pk=one.pk).update(marking="restricted")
    assert lines(cast, "observer", "documents.added") == []
    assert len(lines(cast, "chair", "documents.added")) == 1


def test_a_withdrawn_document_is_told_no_longer_and_its_files_go_after_ten_minutes(cast: Cast) -> None:
    one, again = document(cast), document(cast, text="Other words.")
    catch_up()
    for each in (one, again):
        actions.withdraw_document(actor=cast.member("delegate"), document=each)
    assert told(cast, "documents.added") == set()
    actions.restore_document(actor=cast.member("delegate"), document=again)
    assert told(cast, "documents.added") == set(MEMBERS) - {"delegate"}
    with clock.at(clock.now() + clock.UNDO + timedelta(seconds=1)):
        fire_due()
    assert list(Document.objects.order_by("pk").values_list("is_purged", flat=True)) == [True, False]
    assert [file.subject_id for file in File.objects.all()] == [again.renditions.get().current_id]


def test_the_search_of_all_groups_follows_words_markings_and_withdrawal(cast: Cast) -> None:
    one = document(cast, text="Cumulus " * 700 + "Nimbus")
    read_all()
    assert found(cast, "nimbus") == found(cast, one.symbol) == [one.get_absolute_url()]
    Document.objects.filter(pk=one.pk).update(marking="restricted")
    assert (found(cast, "nimbus"), found(cast, "nimbus", "chair")) == ([], [one.get_absolute_url()])
    actions.withdraw_document(actor=cast.member("delegate"), document=one)
    read_all()
    assert found(cast, "nimbus", "chair") == []
