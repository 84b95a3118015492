"""Concerns and call-backs for the matrix: of a child of the North, of the South, hidden."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

from django.utils import timezone

from alongside.desk.contacts.models import CallBack, Concern, Contact, Topic
from alongside.desk.workforce.models import Membership


def contact(town, where) -> Contact:
    """Taken by somebody none of the roles tried here belongs to."""
    child = (town.robin, town.skye, town.hidden)[where]
    team = (town.north, town.south, town.north)[where]
    taker = type(town.ben).objects.create(
        username=f"{uuid4()}@town.example", full_name="Rae Dunn", role=town.ben.role
    )
    return Contact.objects.create(
        caller_kind="school", child=child, team=team, topic=Topic.objects.get(code="concern"),
        said="A bruise.", outcome="duty", taken_by=taker,
    )  # fmt: skip


def concern(town, where):
    made = contact(town, where)
    raised = Concern.objects.create(
        contact=made, team=made.team, raised_by=made.taken_by, raised_at=timezone.now()
    )
    return {"pk": raised.pk}


def call_back(town, where):
    made, now = contact(town, where), timezone.now()
    by_when = now + timedelta(hours=1)
    promised = CallBack.objects.create(
        contact=made, to=made.taken_by, by_when=by_when, judged_by=by_when,
        about="The meeting", promised_by=made.taken_by, promised_at=now,
    )  # fmt: skip
    return {"pk": promised.pk}


def kept_call_back(town, where):
    """Kept by a colleague in the team."""
    promised = CallBack.objects.get(pk=call_back(town, where)["pk"])
    team = promised.contact.team
    Membership.objects.create(
        user=promised.to, team=team, how=Membership.How.SUPPORTS, since=date(2026, 1, 5)
    )
    promised.kept_with = promised.attempts.create(
        outcome="through", by=promised.to, at=timezone.now()
    )
    promised.save()
    return {"pk": promised.pk}


SUBJECTS = {
    "kept_call_back": kept_call_back,
    "concern": concern,
    "call_back": call_back,
    "contact_at_risk": lambda town, where: {"pk": contact(town, where).pk},
}
