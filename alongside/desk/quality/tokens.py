"""One-time tokens: signed, not kept. What a person was given cannot be looked up here.

A token is five random bytes and five bytes of a signature over them and the invited team,
in letters that nobody mistakes. Only the fingerprint of one that was used is kept.
"""

from __future__ import annotations

import secrets
from base64 import b32decode, b32encode
from collections.abc import Iterable, Iterator
from hashlib import sha256

from django.utils.crypto import constant_time_compare

from alongside.desk.access.signed_links import signatures
from alongside.desk.quality.survey_models import SurveyTeam

SALT = "alongside.desk.quality.tokens"
BYTES = 5


def new_token(invited: SurveyTeam) -> str:
    """Return a token of an invited team: sixteen letters and figures in fours."""
    random = secrets.token_bytes(BYTES)
    text = b32encode(random + next(_signatures(invited, random))).decode()
    return "-".join(text[n : n + 4] for n in range(0, 16, 4))


def team_of(token: str, teams: Iterable[SurveyTeam]) -> SurveyTeam | None:
    """Return the invited team that a token is of; none for a token that is none."""
    try:
        raw = b32decode(_plain(token))
    except ValueError:
        return None
    random, signature = raw[:BYTES], raw[BYTES:]
    signed = (
        each
        for each in teams
        for ours in _signatures(each, random)
        if _same(signature, ours)
    )
    return next(signed, None)


def digest_of(token: str) -> str:
    return sha256(_plain(token).encode()).hexdigest()


def _plain(token: str) -> str:
    return "".join(token.upper().replace("-", " ").split())


def _signatures(invited: SurveyTeam, random: bytes) -> Iterator[bytes]:
    said = f"{invited.survey_id}:{invited.pk}:{random.hex()}"
    for whole in signatures(said, SALT):
        yield whole[:BYTES]


def _same(one: bytes, other: bytes) -> bool:
    return constant_time_compare(one.hex(), other.hex())
