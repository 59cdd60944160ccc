"""Members of the cast can open every link on their pages."""

import os
import re
from collections import Counter, deque
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from workgroups.accounts.models import Person
from workgroups.demo.logic.roster import SIGN_INS, person_of
from workgroups.groups.models import Group

FULL = os.environ.get("TEST_SCALE") == "full"
# An officer and three who see less; the pages of all others differ from one of theirs, and are opened at full scale.
SOME = ("chair@singapore", "expert@uruguay", "observer@un", "outsider@nowhere")
WHO = tuple(SIGN_INS) if FULL else SOME
LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]+)"')
MOST = 20_000 if FULL else 1500
EXAMPLES = MOST if FULL else 12  # pages of one kind: a draft has four for each of its blocks


def links(page: str, here: str) -> list[str]:
    """Addresses of our own that a page links to, without fragments."""
    found = []
    for raw in LINK.findall(page):
        parts = urlsplit(unescape(raw))
        if parts.scheme or parts.netloc or raw.startswith("#"):
            continue
        path = parts.path or here
        found.append(f"{path}?{parts.query}" if parts.query else path)
    return found


def kind_of(address: str) -> str:
    """A path with the names in its query: links that quote post 3 and post 4 are of one kind."""
    return re.sub(r"=[^&]*", "=", address)


def name_of(address: str) -> str:
    """The URL name of an address, or the address itself where nothing stands."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return address


@pytest.mark.parametrize("handle", WHO)
def test_every_link_on_a_members_pages_opens(record: Group, handle: str) -> None:
    client = Client()
    client.force_login(Person.objects.get(email=person_of(handle).email))
    waiting, seen, broken = deque([("/desk/", "")]), {kind_of("/desk/")}, []
    opened: Counter[str] = Counter()
    while waiting and len(seen) < MOST:
        address, where = waiting.popleft()
        name = name_of(address)
        if name.startswith("public:") and handle != WHO[0]:
            continue  # the same for everybody (tests/public), and opened with the first of the cast
        if opened[name] == EXAMPLES:
            continue
        opened[name] += 1
        answer = client.get(address)
        if answer.status_code not in {200, 302}:
            broken.append(f"{answer.status_code} {address} (on {where})")
        if answer.status_code == 200 and "html" in answer["Content-Type"] and not answer.streaming:
            for link in links(answer.content.decode(), address.partition("?")[0]):
                if kind_of(link) not in seen:
                    seen.add(kind_of(link))
                    waiting.append((link, address))
    assert broken == []
    assert len(opened) > 3
