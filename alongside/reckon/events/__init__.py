"""What happened to whom: named questions over the records, a file per service."""

from alongside.reckon.events import (
    adoption,
    allegations_and_incidents,
    care_leavers,
    child_in_need,
    child_protection,
    childhood,
    complaints,
    court,
    disability,
    emergency_protection,
    enquiries,
    front_door,
    health_and_education,
    in_care,
    information,
    looked_after,
    missing,
    private_fostering,
    supervision,
    unaccompanied,
)
from alongside.reckon.events.event import Event
from alongside.reckon.events.fed import questions

_SERVICES = (
    childhood, front_door, child_in_need, disability, enquiries, child_protection, emergency_protection, court,
    looked_after, in_care, health_and_education, unaccompanied, missing,
    private_fostering, adoption, care_leavers, allegations_and_incidents, supervision,
    complaints, information,
)  # fmt: skip

EVENTS: dict[str, Event] = {
    event.name: event
    for service in _SERVICES
    for event in vars(service).values()
    if isinstance(event, Event)
}

FED = questions(EVENTS.values())
"""What puts into the table `event` what a council's own `local_events` tells of."""

CHILDHOOD_ENDS = ("turned_18", "died", "adoption_order_made")
"""The events that close every clock of a child, but for those that go on past childhood."""

ALLOCATED = """
    select child, team, worker from (
        select invo_person_id as child, invo_professional_team as team,
               invo_professional_id as worker,
               row_number() over (
                   partition by invo_person_id
                   order by invo_involvement_start_date desc, invo_involvements_id desc
               ) as place
        from ssd_involvements
        where invo_professional_role_id = 'CW'
            and invo_involvement_start_date <= $as_at
            and (invo_involvement_end_date is null
                or invo_involvement_end_date > $as_at)
    ) as involvement
    where place = 1
"""
"""The worker and team a child is allocated to on the day: the latest still open."""
