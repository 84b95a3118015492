"""How the addresses of the workforce pages are filled, for the matrix."""

from __future__ import annotations

from alongside.desk.decisions.models import Body, Decision


def decision(town, where):
    body = Body.objects.create(name="Children's Committee", kind="committee")
    asked = Decision.objects.create(
        body=body, reference="Report 6", what="Two posts.", recorded_by=town.hal
    )
    return {"pk": asked.pk}


SUBJECTS = {"decision": decision}
