"""Ask a door, as each of the cast."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import reverse

from tests.cast import EVERYONE, Cast
from tests.doors.door import Answer, Door, Values
from workgroups.accounts.models import Person

STATUS = {
    401: Answer.SIGN_IN,
    403: Answer.FORBIDDEN,
    404: Answer.MISSING,
    405: Answer.CLOSED,
    409: Answer.REFUSED,
    422: Answer.REFUSED,
}


def answer_of(response: HttpResponseBase) -> Answer | int:
    """What a response means; a status that means nothing here (400, 429, 500) stands for itself."""
    sign_in = resolve_url(settings.LOGIN_URL)
    if 300 <= response.status_code < 400:
        place = response.get("Location", "")
        led = {sign_in: Answer.SIGN_IN, reverse("accounts:prove"): Answer.PROVE}
        return next((answer for page, answer in led.items() if place.startswith(page)), Answer.IN)
    return Answer.IN if response.status_code < 300 else STATUS.get(response.status_code, response.status_code)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


Cookies = Mapping[str, str]  # who → the cookie of a session that stands
Heard = dict[str, Answer | int]


def sessions(cast: Cast) -> Cookies:
    """Sign everybody in, once for many questions, and let each be seen, as whoever opens a page has been."""
    found = {}
    for who in EVERYONE:
        if person := cast.person(who):
            client = Client()
            client.force_login(person)
            client.get("/offline/")
            found[who] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return found


def answers(door: Door, method: str, whom: Iterable[str], cast: Cast, *, absent: bool = False) -> Heard:
    """Ask a door as each of these; `absent` asks for a thing that does not exist."""
    with undone():
        return heard(door, method, whom, cast, door.args(cast), absent=absent)


def heard(
    door: Door,
    method: str,
    whom: Iterable[str],
    cast: Cast,
    args: Values,
    *,
    absent: bool = False,
    cookies: Cookies | None = None,
) -> Heard:
    """Ask for what was made: making it costs more than the questions, and each of these is taken back."""
    address = reverse(door.name, kwargs=nowhere(args) if absent else args)
    return {who: _answer(door, method, who, cast, address, cookies or {}) for who in whom}


def _answer(door: Door, method: str, who: str, cast: Cast, address: str, cookies: Cookies) -> Answer | int:
    with undone():
        client = Client()
        if person := cast.person(who):
            if who in cookies:
                client.cookies[settings.SESSION_COOKIE_NAME] = cookies[who]
            else:
                client.force_login(person)
            if door.proved:
                prove(client, person)
        data = door.data(cast) if method == "post" else dict(door.query)
        return answer_of(getattr(client, method)(address, data, headers=door.headers(cast)))


def prove(client: Client, person: Person) -> None:
    """Let somebody have typed a code just now, as a sign-in notes it."""
    request = HttpRequest()
    request.session, request.user = client.session, person
    record_authentication(request, person, method="code")
    request.session.save()


def nowhere(args: Values) -> Values:
    """The same kind of address for something that does not exist."""
    return {name: _no_such(value) for name, value in args.items()}


def _no_such(value: object) -> object:
    if isinstance(value, int):
        return 987654
    return UUID(int=1) if isinstance(value, UUID) else "no-such-thing"
