"""People: one row a person, known by name; addresses stand in allauth's table."""

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from workgroups.core import clock, text
from workgroups.core.ids import new_uid

if TYPE_CHECKING:
    _Name = models.CharField[str, str]
else:
    _Name = models.CharField

FORMER = "Former member"  # as the database has it, in place of the name of somebody who has left


class PersonName(_Name):
    """A name; of somebody who has left, what stands in its place, in the language in which it is read."""

    def from_db_value(self, value: str | None, _expression: object, _connection: object) -> str | None:
        return _Former(_("A former member")) if value == FORMER else value

    def get_prep_value(self, value: Any) -> Any:
        return FORMER if isinstance(value, _Former) else super().get_prep_value(value)


class _Former(str):
    """What stands in place of a name: saved with its row, it stays what it was."""

    __slots__ = ()


def usual_days() -> list[int]:
    """Monday to Friday, until somebody says otherwise."""
    return [0, 1, 2, 3, 4]


class PersonManager(BaseUserManager["Person"]):
    """What Django and allauth ask for; people are made by actions."""

    def create_user(self, email: str | None = None, password: str | None = None, **fields: Any) -> "Person":
        person = self.model(email=email.lower() if email else None, **fields)
        person.set_password(password)
        person.save()
        return person


class Person(AbstractBaseUser):
    """Somebody. The e-mail may be missing: a seat can exist before its account."""

    uid = models.UUIDField(default=new_uid, unique=True, editable=False)
    name = PersonName(max_length=200)
    latin_name = models.CharField(max_length=200, default="", blank=True)
    sort_key = models.CharField(max_length=400, default="", editable=False, db_index=True)
    email = models.EmailField(null=True, unique=True)
    language = models.CharField(max_length=12, default="en")
    time_zone = models.CharField(max_length=64, default="UTC")
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False)
    day_begins = models.PositiveSmallIntegerField(default=9)  # working hours on their own clock
    day_ends = models.PositiveSmallIntegerField(default=18)  # the hour that no longer belongs to the day
    working_days = models.JSONField(default=usual_days)  # 0 is Monday
    joined_at = models.DateTimeField(default=clock.now)
    leaves_at = models.DateTimeField(null=True)  # asked to leave: until then one sign-in undoes it
    erased_at = models.DateTimeField(null=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[PersonManager] = PersonManager()

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the sort key in step: sorting for people needs no collation of the database."""
        self.sort_key = text.fold(self.latin_name or self.name)
        super().save(*args, **kwargs)

    @classmethod
    def somebody(cls, **fields: Any) -> Self:
        """Return an unsaved person without a password."""
        person = cls(**fields)
        person.set_unusable_password()
        return person


class Card(models.Model):
    """What a person lets others know beyond their name, and for each field whom; without a row the defaults hold.

    `shown` says for a field of `FIELDS` to whom it is shown (`Audience`); what is not named there is as in `DEFAULTS`.
    `languages` are BCP 47 tags, the one they speak best first.
    """

    class Audience(models.TextChoices):
        NOBODY = "nobody", _("Nobody")
        OFFICERS = "officers", _("Chairs and secretariat of my groups")
        HEADS = "heads", _("These and heads of delegation")
        MEMBERS = "members", _("All members of my groups")

    FIELDS = ("title", "organisation", "email", "telephone", "languages", "time_zone", "picture")
    DEFAULTS: ClassVar[dict[str, str]] = {
        "title": "members",
        "organisation": "members",
        "email": "officers",
        "telephone": "nobody",
        "languages": "members",
        "time_zone": "members",
        "picture": "members",
    }

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="card")
    title = models.CharField(max_length=120, default="", blank=True)
    organisation = models.CharField(max_length=200, default="", blank=True)
    telephone = models.CharField(max_length=40, default="", blank=True)
    languages = models.JSONField(default=list)
    picture = models.ForeignKey("files.File", on_delete=models.SET_NULL, null=True, related_name="+")
    shown = models.JSONField(default=dict)

    def shown_to(self, field: str) -> str:
        """Return to whom a field is shown."""
        return str(self.shown.get(field, self.DEFAULTS[field]))


class Rules(models.Model):
    """What operators decided for the whole installation: one row, or none as long as nothing was decided."""

    officers_need_factor = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="rules_one_row")]


class DataCopy(models.Model):
    """A copy of everything kept about somebody, one a person; a worker makes it, a timer takes its file away."""

    class State(models.TextChoices):
        WAITING = "waiting"
        READY = "ready"
        FAILED = "failed"
        GONE = "gone"

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)  # kinds of things and files written so far
    total = models.PositiveIntegerField(default=0)  # 0: not begun
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(default=clock.now)
    leased_until = models.DateTimeField(null=True)  # a worker makes it until then
    file = models.ForeignKey("files.File", on_delete=models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField(null=True)
