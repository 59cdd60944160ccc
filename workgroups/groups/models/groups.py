"""Groups, delegations, seats, offices, invitations; everything that changes hands is dated."""

from datetime import date
from typing import Any, cast

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from workgroups.core import clock
from workgroups.core.ids import new_uid
from workgroups.groups.models.markings import Marking, every_marking
from workgroups.groups.models.programmes import Body, Programme


class Group(models.Model):
    """A working group. `epoch` rises with every change of who may do what, so that open pages notice."""

    class Kind(models.TextChoices):
        STANDING = "standing", _("Standing")
        SPECIAL = "special", _("Special")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        ACTIVE = "active", _("Active")
        CONCLUDED = "concluded", _("Concluded")
        ARCHIVED = "archived", _("Archived")

    class Profile(models.TextChoices):
        EXCHANGE = "exchange", _("Exchange")
        NEGOTIATING = "negotiating", _("Negotiating")

    class Joining(models.TextChoices):
        INVITATION = "invitation", _("By invitation only")
        NOMINATION = "nomination", _("By nomination of a delegation")
        REQUEST = "request", _("Anybody may ask to join")

    uid = models.UUIDField(default=new_uid, unique=True)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="groups")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    purpose = models.TextField(default="", blank=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.STANDING)
    state = models.CharField(max_length=10, choices=State, default=State.ACTIVE)
    profile = models.CharField(max_length=12, choices=Profile, default=Profile.EXCHANGE)
    joining = models.CharField(max_length=12, choices=Joining, default=Joining.INVITATION)
    is_public = models.BooleanField(default=True)  # has a public face
    is_listed = models.BooleanField(default=True)  # its public face stands in its programme's lists
    markings = models.JSONField(default=every_marking)  # those in use
    default_marking = models.CharField(max_length=12, choices=Marking, default=Marking.GROUP)
    is_demonstration = models.BooleanField(default=False)
    epoch = models.BigIntegerField(default=1)
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("groups:group-front", args=[self.slug])


class Term(models.Model):
    """A period of a group's work, such as the 2021 term."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="terms")
    name = models.CharField(max_length=80)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)


class Counter(models.Model):
    """The last number given in a group to a kind of thing; numbers are never given twice."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    kind = models.CharField(max_length=20)
    value = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "kind"], name="counter_once")]


class Dated(models.QuerySet[Any]):
    """Rows that hold from a day to a day, both included; an open end holds on."""

    def on(self, day: date) -> "Dated":
        return self.filter(Q(since__lte=day) & (Q(until=None) | Q(until__gte=day)))

    def touching(self, since: date, until: date | None) -> "Dated":
        """Keep what holds on at least one day of a span; rows that held on no day are left out."""
        held = self.filter(Q(until=None) | (Q(until__gte=since) & Q(until__gte=F("since"))))
        return held if until is None else held.filter(since__lte=until)


class Offices(Dated):
    """Offices; one that reaches a sub-group through an office above holds only while that one holds and reaches."""

    def on(self, day: date) -> "Offices":
        reaches = Q(through__covers_children=True, through__since__lte=day)
        above = reaches & (Q(through__until=None) | Q(through__until__gte=day))
        return cast("Offices", super().on(day).filter(Q(through=None) | above))


class Delegation(models.Model):
    """A body in a group."""

    class Standing(models.TextChoices):
        PARTICIPATING = "participating", _("Participating")
        OBSERVING = "observing", _("Observing")
        CONVENING = "convening", _("Convening")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="delegations")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="delegations")
    standing = models.CharField(max_length=14, choices=Standing, default=Standing.PARTICIPATING)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "body"], name="delegation_once")]

    def __str__(self) -> str:
        return self.body.shown


class Seat(models.Model):
    """A person in a delegation, from a day to a day; days are those of UTC, the last one included."""

    class Role(models.TextChoices):
        HEAD = "head", _("Head of delegation")
        ALTERNATE = "alternate", _("Alternate")
        EXPERT = "expert", _("Expert")

    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(max_length=10, choices=Role, default=Role.EXPERT)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    let_end = models.BooleanField(default=False)  # somebody said that it need not be renewed

    objects = Dated.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "delegation"])]


class Office(models.Model):
    """Chair, co-chair or secretariat of a group: what a person may do beyond their seat.

    With `acting_for` somebody chairs for another from a day to a day: the rights are those of the role.
    """

    class Role(models.TextChoices):
        CHAIR = "chair", _("Chair")
        COCHAIR = "cochair", _("Co-chair")
        SECRETARIAT = "secretariat", _("Secretariat")

    class Title(models.TextChoices):
        """An office as it is shown, and as posts and signatures keep it."""

        CHAIR = "chair", _("Chair")
        COCHAIR = "cochair", _("Co-chair")
        SECRETARIAT = "secretariat", _("Secretariat")
        ACTING_CHAIR = "acting_chair", _("Acting chair")
        ACTING_COCHAIR = "acting_cochair", _("Acting co-chair")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="offices")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="offices")
    role = models.CharField(max_length=12, choices=Role)
    acting_for = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    covers_children = models.BooleanField(default=False)  # reaches the groups directly under this one
    through = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="reached")

    objects = Offices.as_manager()

    @property
    def title(self) -> str:
        """The office as it is shown: Chair, Acting chair; needs no query."""
        return str(self.Title(title_of(self.role, acting=self.acting_for_id is not None)).label)


def title_of(role: str, *, acting: bool) -> str:
    """Return the title (`Office.Title`) under which somebody holds a role, or holds it for another."""
    return f"acting_{role}" if acting else role


class Invitation(models.Model):
    """A seat or an office offered to an address; the link in the mail is signed and works once.

    One that was never sent is prepared: an officer sends it, with others, when they are ready.
    """

    uid = models.UUIDField(default=new_uid, unique=True)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="invitations")
    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, null=True, blank=True)
    seat_role = models.CharField(max_length=10, choices=Seat.Role, default="", blank=True)
    office_role = models.CharField(max_length=12, choices=Office.Role, default="", blank=True)
    email = models.EmailField()
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=12, default="en")  # of the letter, and of whoever takes it up
    invited_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    times_sent = models.PositiveSmallIntegerField(default=1)
    sent_at = models.DateTimeField(null=True)  # last; of those sent before this was kept, nothing
    since = models.DateField(null=True, blank=True)  # the seat's days, when they are known
    until = models.DateField(null=True, blank=True)
    people_list = models.ForeignKey(
        "groups.PeopleList", on_delete=models.SET_NULL, null=True, blank=True, related_name="invitations"
    )

    @property
    def is_open(self) -> bool:
        """Whether it can still be taken up."""
        return not (self.accepted_at or self.withdrawn_at) and self.expires_at > clock.now()

    @property
    def is_prepared(self) -> bool:
        """Whether it waits for an officer to send it for the first time."""
        return self.times_sent == 0 and not (self.accepted_at or self.withdrawn_at)

    @property
    def can_be_restored(self) -> bool:
        """Whether it was withdrawn so recently that the withdrawal can be undone."""
        return self.withdrawn_at is not None and clock.now() < self.withdrawn_at + clock.UNDO

    @property
    def offer(self) -> str:
        """What it offers, in words, such as "Co-chair; Head of delegation for Uruguay"."""
        parts = [str(Office.Role(self.office_role).label)] if self.office_role else []
        if self.delegation:
            seat = Seat.Role(self.seat_role).label
            parts.append(str(_("%(seat)s for %(body)s") % {"seat": seat, "body": self.delegation.body.shown}))
        return "; ".join(parts)
