"""What the audit trail says of decisions, and of who makes them."""

from __future__ import annotations

from alongside.desk.access.models import User
from alongside.desk.access.trail import tells
from alongside.desk.decisions.models import (
    Body,
    CallIn,
    Decision,
    Scrutiny,
    Undertaking,
)


@tells("decisions.Body")
def bodies(reader: User, keys: set[str]) -> dict[str, str]:
    return {str(body.pk): body.name for body in Body.objects.filter(pk__in=keys)}


@tells("decisions.Decision")
def decisions(reader: User, keys: set[str]) -> dict[str, str]:
    found = Decision.objects.filter(pk__in=keys).select_related("body")
    return {str(each.pk): str(each) for each in found}


def _of_decision(model, words: str):
    """Say rows of a decision as these words and the decision they are of."""

    def told(reader: User, keys: set[str]) -> dict[str, str]:
        found = model.objects.filter(pk__in=keys).select_related("decision__body")
        return {str(each.pk): f"{words} {each.decision}" for each in found}

    return told


tells("decisions.Scrutiny")(_of_decision(Scrutiny, "Scrutiny of"))
tells("decisions.CallIn")(_of_decision(CallIn, "Call-in of"))
tells("decisions.Undertaking")(_of_decision(Undertaking, "To be done, of"))
