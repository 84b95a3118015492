"""One-time tokens: signed, not kept. What a person was given cannot be looked up here.

A token is five random bytes and five bytes of a signature over them and the invited team,
in letters that nobody mistakes. Only the fingerprint of one that was used is kept.
"""

from __future__ import annotations

import secrets
from base64 import b32decode, b32encode
from collections.abc import Iterable
from hashlib import sha256

from django.utils.crypto import constant_time_compare, salted_hmac

from alongside.desk.quality.survey_models import SurveyTeam

SALT = "alongside.desk.quality.tokens"
BYTES = 5


def new_token(invited: SurveyTeam) -> str:
    """Return a token of an invited team: sixteen letters and figures in fours."""
    random = secrets.token_bytes(BYTES)
    text = b32encode(random + _signature(invited, random)).decode()
    return "-".join(text[n : n + 4] for n in range(0, 16, 4))


def team_of(token: str, teams: Iterable[SurveyTeam]) -> SurveyTeam | None:
    """Return the invited team that a token is of; none for a token that is none."""
    try:
        raw = b32decode(_plain(token))
    except ValueError:
        return None
    random, signature = raw[:BYTES], raw[BYTES:]
    signed = (each for each in teams if _same(signature, _signature(each, random)))
    return next(signed, None)


def digest_of(token: str) -> str:
    return sha256(_plain(token).encode()).hexdigest()


def _plain(token: str) -> str:
    return "".join(token.upper().replace("-", " ").split())


def _signature(invited: SurveyTeam, random: bytes) -> bytes:
    said = f"{invited.survey_id}:{invited.pk}:{random.hex()}"
    return salted_hmac(SALT, said, algorithm="sha256").digest()[:BYTES]


def _same(one: bytes, other: bytes) -> bool:
    return constant_time_compare(one.hex(), other.hex())
