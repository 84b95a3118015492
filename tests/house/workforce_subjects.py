"""How the addresses of the workforce pages are filled, for the matrix."""

from __future__ import annotations

from alongside.desk.decisions.models import Body, Decision


def decision(town, where):
    body = Body.objects.create(name="Children's Committee", kind="committee")
    asked = Decision.objects.create(
        body=body, reference="Report 6", what="Two posts.", recorded_by=town.hal
    )
    return {"pk": asked.pk}


def charted(town, where):
    """A figure of the team in question, whose limits may be drawn anew."""
    team = (town.north, town.south, town.north)[where]
    return {"pk": team.pk, "indicator": "caseload_local"}


def duty_week(town, where):
    return {"pk": (town.north, town.south)[where].pk, "monday": "2026-03-02"}


SUBJECTS = {"duty_week": duty_week, "decision": decision, "charted": charted}
