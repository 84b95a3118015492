"""Seals and opens what is kept encrypted. Keys rotate: the newest seals, all open."""

from __future__ import annotations

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class CannotOpen(Exception):
    """What was sealed cannot be opened with any of the installation's keys."""


OTHER_KEY = (
    "This was sealed with a key the desk does not hold. Put the old key "
    "back at the end of ALONGSIDE_ENCRYPTION_KEYS."
)


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.ENCRYPTION_KEYS])


def seal(contents: bytes) -> bytes:
    return _keys().encrypt(contents)


def unseal(sealed: bytes) -> bytes:
    """Return what was sealed, or raise CannotOpen."""
    try:
        return _keys().decrypt(sealed)
    except InvalidToken:
        raise CannotOpen(OTHER_KEY) from None


def sealed_anew(sealed: bytes) -> bytes:
    """Return the same sealed by the newest key, or raise CannotOpen."""
    try:
        return _keys().rotate(sealed)
    except InvalidToken:
        raise CannotOpen(OTHER_KEY) from None


def key_of(sealed: bytes) -> int:
    """Return which key opens it, 0 the newest, or raise CannotOpen."""
    for place, key in enumerate(settings.ENCRYPTION_KEYS):
        try:
            Fernet(key).decrypt(sealed)
        except InvalidToken:
            continue
        return place
    raise CannotOpen(OTHER_KEY)
