"""Read settings from the environment, strictly: a wrong value ends the start with a sentence."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

NOWHERE = "/nowhere"  # no database is known: commands that need none still run, and at once


def text(name: str, default: str = "") -> str:
    """Return NAME, or the content of the file that NAME_FILE names, or the default; set to nothing is not set."""
    if file := os.environ.get(f"{name}_FILE"):
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE names {file!r}, which cannot be read: {error}") from error
    return os.environ.get(name) or default


def flag(name: str, *, default: bool) -> bool:
    """Return NAME as a switch: 1, true, yes, on, or 0, false, no, off."""
    value = text(name, "1" if default else "0").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off", ""}:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}; use 1 or 0.")


def number(name: str, default: int) -> int:
    """Return NAME as a whole number above zero."""
    value = text(name, str(default))
    if not value.isdecimal() or not int(value):
        raise ImproperlyConfigured(f"{name} is {value!r}; use a whole number above zero.")
    return int(value)


def database(url: str) -> dict[str, object]:
    """Return Django's settings for a postgres:// address; `?host=` names a socket folder (libpq's form)."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"DATABASE_URL must begin with postgresql://, not {parts.scheme!r}.")
    options: dict[str, object] = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or (unquote(parts.hostname) if parts.hostname else "")
    port = options.pop("port", None) or (parts.port or "")
    if host != NOWHERE:
        options["pool"] = {"min_size": 0, "max_size": 16, "timeout": 20}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "postgres",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port),
        "OPTIONS": options,
    }


def scanner(url: str) -> str:
    """Return the address of a scanner for harmful content (clamd): `unix:///path` or `tcp://host:3310`, or nothing."""
    parts = urlsplit(url)
    if url and not (parts.scheme == "tcp" and parts.hostname) and not (parts.scheme == "unix" and parts.path):
        raise ImproperlyConfigured(f"CLAMD_URL is {url!r}; use unix:///run/clamav/clamd.ctl or tcp://host:3310.")
    return url


def mail(url: str) -> dict[str, object]:
    """Return mail settings for `smtp://`, `smtps://` or `smtp+tls://user:password@host:port`, or the mailbox."""
    if not url:
        return {"EMAIL_BACKEND": "workgroups.notifications.backends.MailboxBackend"}
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps", "smtp+tls"}:
        raise ImproperlyConfigured("EMAIL_URL must begin with smtp://, smtp+tls:// or smtps://.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or {"smtp": 25, "smtp+tls": 587, "smtps": 465}[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 30,
    }
