"""People: one row a person, known by name; addresses stand in allauth's table."""

from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from workgroups.core import clock, text
from workgroups.core.ids import new_uid


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
    name = models.CharField(max_length=200)
    latin_name = models.CharField(max_length=200, default="", blank=True)
    sort_key = models.CharField(max_length=400, default="", editable=False, db_index=True)
    email = models.EmailField(null=True, unique=True)
    language = models.CharField(max_length=12, default="en")
    time_zone = models.CharField(max_length=64, default="UTC")
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=clock.now)
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
