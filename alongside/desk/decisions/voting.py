"""What a vote comes to: who counts towards the quorum, and when something is carried."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import NamedTuple

from alongside.desk.decisions.models import Decision, Vote


class Tally(NamedTuple):
    """The votes of those who sit on the body on a day.

    Whoever proposed it may vote, and is not among the `others` who make the quorum: so
    nobody decides alone what they themselves proposed.
    """

    votes: list[Vote]
    others: int
    quorum: int

    @classmethod
    def of(cls, decision: Decision, day: date) -> Tally:
        votes = list(decision.votes.counted(day).by_name())
        others = sum(vote.by_id != decision.recorded_by_id for vote in votes)
        return cls(votes, others, decision.body.quorum)

    @property
    def quorate(self) -> bool:
        return self.others >= self.quorum

    @property
    def counts(self) -> dict[str, int]:
        """How many voted for, against, and abstained; keyed by the choice."""
        found = Counter(vote.choice for vote in self.votes)
        return {choice: found[choice] for choice in Vote.Choice}

    @property
    def state(self) -> str:
        """What it comes to: carried by more for than against. A tie falls."""
        counts = self.counts
        carried = counts[Vote.Choice.FOR] > counts[Vote.Choice.AGAINST]
        return Decision.State.DECIDED if carried else Decision.State.REFUSED
