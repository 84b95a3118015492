"""What reports ask of a person: to be signed off by their office."""

from __future__ import annotations

from datetime import date

from alongside.desk.access.models import User
from alongside.desk.committee.agreed_models import MAY_SIGN
from alongside.desk.committee.models import Report
from alongside.desk.committee.standing import Standing


def to_sign_off(user: User, today: date) -> list[Report]:
    """Return the reports for meetings to come that lack a sign-off which is this person’s."""
    mine = {kind for kind, permission in MAY_SIGN.items() if user.may(permission)}
    if not mine:
        return []
    drafts = Report.objects.visible_to(user).in_draft().filter(meets_on__gte=today)
    return [each for each in drafts.latest_first() if _lacks(each, mine)]


def _lacks(report: Report, mine: set[str]) -> bool:
    signed = Standing(report).signed
    return any(each.kind in mine and not each.holds for each in signed)
