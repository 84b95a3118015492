"""How the addresses of the workforce pages are filled, for the matrix."""

from __future__ import annotations

from datetime import date

from alongside.desk.decisions.models import Body, BodyMember, Decision, Undertaking
from alongside.desk.workforce.models import (
    Absence,
    StaffMember,
    SupervisionAction,
    SupervisionHeld,
)


def decision(town, where):
    body = Body.objects.create(name="Children's Committee", kind="committee")
    asked = Decision.objects.create(
        body=body, reference="Report 6", what="Two posts.", recorded_by=town.hal
    )
    return {"pk": asked.pk}


def undertaking(town, where):
    """Something that Wes must do, as it was decided."""
    made = Undertaking.objects.create(
        decision_id=decision(town, where)["pk"], what="Report", owner=town.wes,
        due_on=date(2026, 3, 2), by=town.hal,
    )  # fmt: skip
    return {"pk": made.pk}


def body_member(town, where):
    """Sam, on a group whose members vote."""
    group = Body.objects.create(name="Group", kind="steering_group", quorum=2)
    member = BodyMember.objects.create(
        body=group, user=town.sam, since=date(2026, 1, 5)
    )
    return {"pk": member.pk}


def body(town, where):
    return {"pk": BodyMember.objects.get(**body_member(town, where)).body_id}


def voted_on(town, where):
    """Something that Hal put before the group on which Sam sits."""
    asked = Decision.objects.create(
        body_id=body(town, where)["pk"],
        reference="Change 1",
        what="A change.",
        recorded_by=town.hal,
    )
    return {"pk": asked.pk}


def charted(town, where):
    """A figure of the team in question, whose limits may be drawn anew."""
    team = (town.north, town.south, town.north)[where]
    return {"pk": team.pk, "indicator": "caseload_local"}


def duty_week(town, where):
    return {"pk": (town.north, town.south)[where].pk, "monday": "2026-03-02"}


def _supervised(town, where):
    """Asha, whom Sef supervises; or Ben, whom somebody supervises who is not here."""
    manager = StaffMember.objects.create(name="S", user=(town.sef, None)[where])
    officer = (town.asha, town.ben)[where]
    return StaffMember.objects.create(name="O", user=officer, line_manager=manager)


def _held(town, where) -> SupervisionHeld:
    staff = _supervised(town, where)
    return SupervisionHeld.objects.create(
        staff=staff, supervisor=staff.line_manager, held_on=date(2026, 1, 5),
        minutes=60, recorded_by=town.sef,
    )  # fmt: skip


def agreed(town, where):
    made = SupervisionAction.objects.create(
        held=_held(town, where), what="A course", owner="supervised",
        due_on=date(2026, 2, 5),
    )  # fmt: skip
    return {"pk": made.pk}


def officer_away(town, where):
    """Asha, whom Sef manages, is away; or Ben."""
    staff = _supervised(town, where)
    away = Absence.objects.create(
        user=staff.user, kind="leave", first_on=date(2026, 1, 5), noted_by=staff.user
    )
    return {"pk": away.pk}


SUBJECTS = {
    "officer_away": officer_away,
    "supervised": lambda town, where: {"pk": _supervised(town, where).pk},
    "supervision_held": lambda town, where: {"pk": _held(town, where).pk},
    "supervision_action": agreed,
    "duty_week": duty_week,
    "decision": decision,
    "charted": charted,
    "body": body,
    "undertaking": undertaking,
    "body_member": body_member,
    "voted_on": voted_on,
}
