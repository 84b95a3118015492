"""How a first year stands on a day: each promise of the programme beside what was kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from alongside.desk.learning.first_year_models import FirstYear, FundingClaim
from alongside.reckon import newly_qualified as reckoned
from alongside.reckon.newly_qualified import DevelopmentTime, Programme, Session


class Piece(NamedTuple):
    """A piece of evidence, and the day it was done."""

    piece: str
    done_on: date | None


class Owing(NamedTuple):
    """Money the programme gives for this person, and the claim where one was made."""

    when: str
    pounds: Decimal
    claim: FundingClaim | None


class Progress(NamedTuple):
    """A first year as at a day. `due` are the supervisions whose last day has passed."""

    year: FirstYear
    terms: Programme
    as_at: date
    ends_on: date
    sessions: Sequence[Session]
    time: DevelopmentTime
    share: Decimal | None
    reviews: Sequence[date]
    pieces: Sequence[Piece]
    claims: Sequence[Owing]

    @property
    def due(self) -> list[Session]:
        return [session for session in self.sessions if session.due_on < self.as_at]

    @property
    def held(self) -> int:
        return sum(session.held_on is not None for session in self.due)

    @property
    def missed(self) -> int:
        return len(self.due) - self.held

    @property
    def next_session(self) -> Session | None:
        return next(
            (s for s in self.sessions if s.due_on >= self.as_at and not s.held_on), None
        )

    @property
    def next_review(self) -> date | None:
        return next((day for day in self.reviews if day >= self.as_at), None)

    @property
    def pieces_done(self) -> int:
        return sum(piece.done_on is not None for piece in self.pieces)

    @property
    def hours_short(self) -> Decimal:
        return max(Decimal(0), self.time.due - self.time.kept)


def progress(year: FirstYear, today: date) -> Progress:
    """Tell how a year stands today, or stood on the day it ended."""
    as_at = min(today, year.ended_on + timedelta(1)) if year.ended_on else today
    terms, start = year.terms, year.started_on
    pauses = [reckoned.Pause(each.first_on, each.last_on) for each in year.pauses.all()]
    held = [each.held_on for each in year.supervisions.all()]
    kept = sum((each.hours for each in year.development.all()), Decimal(0))
    return Progress(
        year,
        terms,
        as_at,
        reckoned.ends_on(terms, start, pauses),
        reckoned.sessions(terms, start, held, pauses),
        reckoned.development_time(
            terms, start, weekly_hours=year.weekly_hours, kept=kept,
            as_at=as_at - timedelta(1), pauses=pauses,
        ),
        reckoned.share_of_caseload(terms, start, as_at, pauses),
        reckoned.reviews(terms, start, pauses),
        _pieces(year, terms),
        _claims(year, terms),
    )  # fmt: skip


def _pieces(year: FirstYear, terms: Programme) -> list[Piece]:
    done = {each.piece: each.done_on for each in year.evidence.all()}
    return [Piece(piece, done.get(piece)) for piece in terms.evidence]


def _claims(year: FirstYear, terms: Programme) -> list[Owing]:
    made = {claim.when: claim for claim in year.claims.all()}
    return [
        Owing(FundingClaim.When(claim.when).label, claim.pounds, made.get(claim.when))
        for claim in terms.claims
    ]
