"""Missing children: found, and the return interview."""

from alongside.reckon.events.event import Event

_FOUND = """
    select miss_person_id as child, miss_table_id as episode,
           {day} as happened_on, null as team, null as worker
    from ssd_missing
    where {which}
"""

MISSING_CHILD_FOUND = Event(
    "missing_child_found",
    "Missing child found or returned",
    """The end of a time missing. One recorded as away without leave (`A`) is not missing,
    and needs no interview.""",
    _FOUND.format(
        day="miss_missing_episode_end_date",
        which="""miss_missing_episode_end_date is not null
            and coalesce(miss_missing_episode_type, 'M') <> 'A'""",
    ),
    shown=False,
)

RETURN_INTERVIEW_HELD = Event(
    "return_interview_held",
    "Return interview",
    """The records say that the child accepted an interview, and not when it was held: so
    the event has no day.""",
    _FOUND.format(
        day="nullif(miss_missing_episode_end_date, miss_missing_episode_end_date)",
        which="miss_missing_rhi_accepted = 'Y'",
    ),
    shown=False,
)

RETURN_INTERVIEW_DECLINED = Event(
    "return_interview_declined",
    "Return interview declined",
    """Offered and not accepted: an outcome of its own, which ends the clock. The records do
    not say when, so it is put on the day the child was found.""",
    _FOUND.format(
        day="miss_missing_episode_end_date",
        which="""miss_missing_rhi_offered = 'Y' and miss_missing_rhi_accepted = 'N'
            and miss_missing_episode_end_date is not null""",
    ),
    shown=False,
)
