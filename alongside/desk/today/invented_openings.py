"""Two openings of the invented council's restricted record, and who knows a family."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from alongside.desk.access.models import User
from alongside.desk.people.models import (
    Child,
    Conflict,
    Opening,
    Restriction,
    ends_after,
)

SAID = (  # days ago, hour, why, in their words
    (61, 17, "others_ask", "The hospital rang: brought in by ambulance, no worker reached"),
    (1, 10, "on_duty", "The school rang the duty desk about who may collect"),
)  # fmt: skip


def open_records(people: dict[str, User], today: date) -> None:
    """The social worker opened it twice; the service manager has reviewed the first."""
    _know_a_family(people)
    restriction = Restriction.objects.open().order_by("pk").first()
    if restriction is None:
        return
    told = [people["team_manager"], people["service_manager"]]
    for days, hour, why, words in SAID:
        at = timezone.make_aware(datetime.combine(today - timedelta(days), time(hour)))
        made = Opening(restriction=restriction, by=people["social_worker"], at=at)
        made.why, made.words, made.until = why, words, ends_after(at)
        if days > 1:
            made.judged, made.judged_by = "right", people["service_manager"]
            made.judged_words = "Nobody on the list could be reached."
            made.judged_at = at + timedelta(days=1)
        made.save()
        made.told.set(told)


def _know_a_family(people: dict[str, User]) -> None:
    """The social worker is a neighbour of a child of another team."""
    worker = people["social_worker"]
    child = (
        Child.objects.exclude(teams__memberships__user=worker).order_by("pk").first()
    )
    if child:
        Conflict.objects.create(
            case_id=child.case_id, user=worker, kind=Conflict.Kind.FRIEND, by=worker,
            words="They live next door to us.",
        )  # fmt: skip
