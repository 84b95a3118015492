"""The database itself refuses to give an hour away twice, on either engine.

PostgreSQL by an exclusion constraint; SQLite by triggers, which see all there is because
every transaction of the desk takes the write lock before it reads. Released stretches are
not looked at; a stretch holds its first moment and not its last, so that one meeting may
end as the next begins. A migration that has SQLite make the table anew drops its triggers:
it is to switch them on again.
"""

from __future__ import annotations

from django.db import Error

TABLE = "diary_occupancy"
NAME = "nobody_booked_twice"
REFUSAL = "double booking"

_OVERLAPS = f"""select 1 from {TABLE}
    where resource_id = new.resource_id and id is not new.id and state <> 'released'
    and starts_at < new.ends_at and ends_at > new.starts_at"""


def _trigger(moment: str) -> str:
    return f"""create trigger {NAME}_{moment} before {moment} on {TABLE}
        when new.state <> 'released' and exists ({_OVERLAPS})
        begin select raise(abort, '{REFUSAL}'); end"""


ON = {
    "sqlite": (_trigger("insert"), _trigger("update")),
    "postgresql": (
        "create extension if not exists btree_gist",
        f"""alter table {TABLE} add constraint {NAME}
            exclude using gist (resource_id with =, tstzrange(starts_at, ends_at) with &&)
            where (state <> 'released')""",
    ),
}
OFF = {
    "sqlite": tuple(f"drop trigger {NAME}_{when}" for when in ("insert", "update")),
    "postgresql": (f"alter table {TABLE} drop constraint {NAME}",),
}
"""The extension stays: other tables of the database may use it by then."""


def switch_on(apps, schema_editor) -> None:
    for statement in ON[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def switch_off(apps, schema_editor) -> None:
    for statement in OFF[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def is_double_booking(problem: Error) -> bool:
    """Whether the database refused for this reason, and for no other."""
    return NAME in str(problem) or REFUSAL in str(problem)


def is_passing(problem: Error) -> bool:
    """Whether trying again may do: a deadlock, or two that could not be put in order."""
    state = getattr(problem.__cause__, "sqlstate", None)
    return state in {"40P01", "40001"} or "database is locked" in str(problem)
