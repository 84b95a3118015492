"""How the addresses of the workforce pages are filled, for the matrix."""

from __future__ import annotations

from datetime import date

from alongside.desk.decisions.models import Body, BodyMember, Decision


def decision(town, where):
    body = Body.objects.create(name="Children's Committee", kind="committee")
    asked = Decision.objects.create(
        body=body, reference="Report 6", what="Two posts.", recorded_by=town.hal
    )
    return {"pk": asked.pk}


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


SUBJECTS = {
    "duty_week": duty_week,
    "decision": decision,
    "charted": charted,
    "body": body,
    "body_member": body_member,
    "voted_on": voted_on,
}
