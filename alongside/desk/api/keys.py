"""Keys: drawn at random, told once, and kept as a hash.

A key is `alongside_`, eight letters by which it is found, and 256 drawn bits. Of so many
bits nothing is guessed, so one round of SHA-256 keeps them as well as a slow hash would.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from typing import NamedTuple

from alongside.desk.access.invented import LETTERS

BYTES = 32
FORM = re.compile(r"alongside_([a-z0-9]{8})_([A-Za-z0-9_-]{43})")


class Key(NamedTuple):
    """A key as it is told: what it is found by, and its secret."""

    prefix: str
    secret: str

    def __str__(self):
        return f"alongside_{self.prefix}_{self.secret}"


def new_key() -> Key:
    prefix = "".join(secrets.choice(LETTERS) for _ in range(8))
    return Key(prefix, secrets.token_urlsafe(BYTES))


def read_key(text: str) -> Key | None:
    """Return the key that a text is, or None where it is none."""
    found = FORM.fullmatch(text)
    return Key(*found.groups()) if found else None


def fingerprint(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def is_of(secret: str, hash_kept: str) -> bool:
    """Whether a secret is the one whose hash is kept; as quick for a wrong one as for a right."""
    return hmac.compare_digest(fingerprint(secret), hash_kept)
