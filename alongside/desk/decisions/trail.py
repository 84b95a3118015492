"""What the audit trail says of decisions, and of who makes them."""

from __future__ import annotations

from alongside.desk.access.models import User
from alongside.desk.access.trail import tells
from alongside.desk.decisions.models import Body, Decision


@tells("decisions.Body")
def bodies(reader: User, keys: set[str]) -> dict[str, str]:
    return {str(body.pk): body.name for body in Body.objects.filter(pk__in=keys)}


@tells("decisions.Decision")
def decisions(reader: User, keys: set[str]) -> dict[str, str]:
    found = Decision.objects.filter(pk__in=keys).select_related("body")
    return {str(each.pk): str(each) for each in found}
