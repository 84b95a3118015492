"""What a council tells of itself, beside what the case system exports."""

from alongside.reckon.records.table import DATE, FLAG, TEXT, table

TABLES = (
    table(
        "local_events",
        """Anything that happened, by the name of its event: for what no other table
        carries. The episode is what the event belongs to (an enquiry, a complaint).""",
        "evnt_person_id",
        evnt_event_id=TEXT,
        evnt_person_id=TEXT,
        evnt_episode_id=TEXT,
        evnt_event=TEXT,
        evnt_event_date=DATE,
        evnt_recorded_date=DATE,
        evnt_team=TEXT,
        evnt_worker_id=TEXT,
    ),
    table(
        "local_clock_stops",
        """Days, both included, that do not count for a timescale of a child, and why:
        the school closed, proof of identity awaited, time given by the court.""",
        "stop_person_id",
        stop_stop_id=TEXT,
        stop_person_id=TEXT,
        stop_code=TEXT,
        stop_episode_id=TEXT,
        stop_from_date=DATE,
        stop_to_date=DATE,
        stop_reason=TEXT,
    ),
    table(
        "local_due_overrides",
        """The last day of a clock as a court, a plan or a chair set it; or, where
        `over_applies` is N, that the timescale does not apply. Without a day of starting
        it holds for every clock of that timescale and child.""",
        "over_person_id",
        over_override_id=TEXT,
        over_person_id=TEXT,
        over_code=TEXT,
        over_started_date=DATE,
        over_due_date=DATE,
        over_applies=FLAG,
        over_set_by=TEXT,
        over_reason=TEXT,
    ),
)
