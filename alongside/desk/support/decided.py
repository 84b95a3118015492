"""What happens to the catalogue once something is decided: the change that waited is made."""

from __future__ import annotations

from alongside.desk.access.models import User
from alongside.desk.decisions.actions import when_decided
from alongside.desk.decisions.models import Decision
from alongside.desk.support.models import Proposal
from alongside.desk.support.proposal_actions import make_change


@when_decided
def settle_proposal(by: User | None, decision: Decision) -> None:
    proposal = Proposal.objects.filter(decision=decision).first()
    if proposal and decision.state == Decision.State.DECIDED:
        proposal.decision = decision
        make_change(by=by, proposal=proposal)
