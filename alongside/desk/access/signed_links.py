"""Signs what is handed out and comes back: a poll's links, a survey's tokens.

By keys of their own: another key for sessions leaves them as they are. The newest signs, all
are taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac


def link_of(value: Any, salt: str) -> str:
    newest = settings.LINK_KEYS[0]
    return signing.dumps(value, key=newest, salt=salt)


def behind_link(link: str, salt: str) -> Any:
    """Return what a link was made of. Raises BadSignature where it was not made here."""
    newest, *older = settings.LINK_KEYS
    return signing.loads(link, key=newest, salt=salt, fallback_keys=older)


def signatures(said: str, salt: str) -> Iterator[bytes]:
    """Yield the 32 bytes by which each key signs what is said, the newest key's first."""
    for key in settings.LINK_KEYS:
        yield salted_hmac(salt, said, secret=key, algorithm="sha256").digest()
