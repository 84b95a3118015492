"""Bodies that decide, what they decided, and what became of it."""

from __future__ import annotations

from alongside.desk.decisions.after_models import CallIn, Scrutiny, Undertaking
from alongside.desk.decisions.body_models import Body, BodyMember
from alongside.desk.decisions.decision_models import Decision, Vote

__all__ = [
    "Body",
    "BodyMember",
    "CallIn",
    "Decision",
    "Scrutiny",
    "Undertaking",
    "Vote",
]
