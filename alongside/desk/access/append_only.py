"""The triggers by which the database itself keeps the audit trail append-only."""

from __future__ import annotations

TABLE = "access_auditentry"
REFUSAL = "The audit trail is only added to."

SQLITE_ON = (
    f"""create trigger audit_refuses_update before update on {TABLE}
        begin select raise(abort, '{REFUSAL}'); end""",
    f"""create trigger audit_refuses_delete before delete on {TABLE}
        begin select raise(abort, '{REFUSAL}'); end""",
    # "insert or replace" removes a line without firing the trigger above.
    f"""create trigger audit_refuses_replace before insert on {TABLE}
        when exists (select 1 from {TABLE} where sequence = new.sequence
                     or hash = new.hash)
        begin select raise(abort, '{REFUSAL}'); end""",
)
SQLITE_OFF = tuple(
    f"drop trigger audit_refuses_{what}" for what in ("update", "delete", "replace")
)

POSTGRESQL_ON = (
    f"""create function audit_refuses() returns trigger language plpgsql as
        $$ begin raise exception '{REFUSAL}' using errcode = 'check_violation'; end $$""",
    f"""create trigger audit_refuses_change before update or delete on {TABLE}
        for each row execute function audit_refuses()""",
    f"""create trigger audit_refuses_truncate before truncate on {TABLE}
        for each statement execute function audit_refuses()""",
)
POSTGRESQL_OFF = (
    f"drop trigger audit_refuses_truncate on {TABLE}",
    f"drop trigger audit_refuses_change on {TABLE}",
    "drop function audit_refuses()",
)

ON = {"sqlite": SQLITE_ON, "postgresql": POSTGRESQL_ON}
OFF = {"sqlite": SQLITE_OFF, "postgresql": POSTGRESQL_OFF}


def switch_on(apps, schema_editor) -> None:
    """Make the triggers. Says so where the database is one we have none for."""
    vendor = schema_editor.connection.vendor
    if vendor not in ON:
        raise NotImplementedError(
            f"The desk runs on SQLite or PostgreSQL, not {vendor}."
        )
    for statement in ON[vendor]:
        schema_editor.execute(statement)


def switch_off(apps, schema_editor) -> None:
    for statement in OFF[schema_editor.connection.vendor]:
        schema_editor.execute(statement)
