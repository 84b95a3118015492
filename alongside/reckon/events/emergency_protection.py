"""Police protection and emergency protection orders, as far as a legal status says.

A legal status is held only of children who are accommodated, and says the day, not the
hour; the expiry that a court wrote into its order always goes before it.
"""

from alongside.reckon.events.event import Event, Rows, unasked

_STATUSES = Rows("ssd_legal_status", "lega_person_id", "lega_legal_status_id")

POLICE_PROTECTION_BEGAN = Event(
    "police_protection_began",
    "Police protection began",
    "The first day of legal status L1.",
    _STATUSES.day("lega_legal_status_start_date", "lega_legal_status = 'L1'"),
    shown=False,
)

POLICE_PROTECTION_ENDED = Event(
    "police_protection_ended",
    "Police protection ended",
    "The last day of legal status L1: another began, or the child went home.",
    _STATUSES.day("lega_legal_status_end_date", "lega_legal_status = 'L1'"),
    shown=False,
)

EMERGENCY_PROTECTION_ORDER_MADE = Event(
    "emergency_protection_order_made",
    "Emergency protection order made",
    """The first day of legal status L2; or of the police protection (L1) that ended on
    that day, from which the eight days are then counted (s.45(3)).""",
    """
    select made.lega_person_id as child, made.lega_legal_status_id as episode,
           coalesce(min(police.lega_legal_status_start_date),
               made.lega_legal_status_start_date) as happened_on,
           null as team, null as worker
    from ssd_legal_status as made
    left join ssd_legal_status as police
        on police.lega_person_id = made.lega_person_id
            and police.lega_legal_status = 'L1'
            and police.lega_legal_status_end_date = made.lega_legal_status_start_date
    where made.lega_legal_status = 'L2' and made.lega_legal_status_start_date is not null
    group by made.lega_person_id, made.lega_legal_status_id,
        made.lega_legal_status_start_date
    """,
    shown=False,
)

EMERGENCY_PROTECTION_ORDER_ENDED = Event(
    "emergency_protection_order_ended",
    "Emergency protection order ended",
    "The last day of legal status L2, extended or not.",
    _STATUSES.day("lega_legal_status_end_date", "lega_legal_status = 'L2'"),
    shown=False,
)

EMERGENCY_PROTECTION_ORDER_EXPIRED = unasked(
    "emergency_protection_order_expired",
    "Emergency protection order at its end",
    "The end of the first order.",
    "the legal team's own log of proceedings",
)

EMERGENCY_PROTECTION_ORDER_EXTENDED = unasked(
    "emergency_protection_order_extended",
    "Emergency protection order extended",
    "The order extended, which the court may do once.",
    "the legal team's own log of proceedings",
)
