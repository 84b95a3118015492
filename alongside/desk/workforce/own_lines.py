"""What Today says of a person's own lines: manager, teams, and supervision to come."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from alongside.desk.access.models import User
from alongside.desk.workforce import lines, supervision
from alongside.desk.workforce.models import StaffMember, SupervisionAction
from alongside.desk.workforce.staff_models import OFFICER

AHEAD = timedelta(days=7)


def own_lines(user: User, day: date) -> dict:
    """Return what Today shows of it; nothing to who is no member of staff known here."""
    own = StaffMember.objects.filter(user=user).first()
    if own is None:
        return {}
    theirs = StaffMember.objects.supervised_by(user)
    supervised = StaffMember.objects.filter(pk=own.pk).supervised_here()
    actions = SupervisionAction.objects.visible_to(user).of(user).to_be_done()
    context = {
        "own_supervision": next(iter(supervision.standings(supervised, day)), None),
        "supervising": Counter(
            each.code for each in supervision.standings(theirs, day)
        ),
        "actions_due": actions.filter(due_on__lte=day + AHEAD).count(),
    }
    if user.role.code == OFFICER:
        context["officer"] = {
            "manager": lines.managers([own], day).get(own.pk),
            "teams": lines.teams_supported([own], day).get(own.pk, []),
        }
    return context
