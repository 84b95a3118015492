"""On PostgreSQL, as deploy/roles.sql makes it: the desk's own role cannot change the audit
trail, nor take its guard off; and the server's log holds nothing that somebody typed."""

from __future__ import annotations

import json
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from alongside.desk.access.audit import fingerprint
from alongside.desk.access.models import AuditEntry
from tests.desk.backing_up import Desk
from tests.postgres import binaries, log_of

pytestmark = pytest.mark.slow
ROLES = Path(__file__).parents[2] / "deploy" / "roles.sql"
TABLE = "access_auditentry"
REFUSED = {
    f"update {TABLE} set action = 'see nothing'": "only added to",
    f"delete from {TABLE}": "only added to",
    f"truncate {TABLE}": "permission denied",
    f"alter table {TABLE} disable trigger all": "must be owner",
    f"drop trigger audit_refuses_change on {TABLE}": "must be owner",
    f"drop table {TABLE}": "must be owner",
    "drop function audit_refuses() cascade": "must be owner",
    "create or replace function audit_refuses() returns trigger language plpgsql as "
    "$$ begin return new; end $$": "permission denied|must be owner",
    "set session_replication_role = replica": "permission denied",
    "set role NAME_owner": "permission denied",
}


# What PostgreSQL itself says of each quotes it, or the row.
WRONG = (
    "insert into kept values ('Quillfeather')",
    "insert into kept values ('Ada', 'Quillfeather')",
    "insert into kept values ('Ada' Quillfeather)",
    "select 'Quillfeather'::integer", "select 'Quillfeather'::uuid",
    "select 'Quillfeather'::timestamptz", "select '{Quillfeather'::integer[]",
    """select '{"said": Quillfeather}'::json""", "select Quillfeather from kept",
)  # fmt: skip


def lines() -> list[AuditEntry]:
    """A chain of two lines: of 2010, and of now."""
    made, previous = [], ""
    for sequence, at in enumerate((datetime(2010, 6, 1, tzinfo=UTC), datetime.now(UTC)), 1):  # fmt: skip
        line = AuditEntry(
            sequence=sequence, at=at, action="see child", previous=previous
        )
        line.hash = previous = fingerprint(line)
        made.append(line)
    return made


def write(one, line: AuditEntry) -> None:
    one.execute(
        f"insert into {TABLE} (sequence, at, action, subject_type, subject_id, detail,"
        " previous, hash) values (%s, %s, %s, '', '', %s, %s, %s)",
        (line.sequence, line.at, line.action, json.dumps(line.detail), line.previous, line.hash),
    )  # fmt: skip


@pytest.fixture
def addresses(postgres_url) -> tuple[str, str]:
    """The addresses of a database made by roles.sql: its owner's, and the desk's own."""
    name = f"desk_{uuid4().hex}"
    text = re.sub(r"\balongside(?=_owner|\b)", name, ROLES.read_text())
    subprocess.run(
        [binaries() / "psql", "--quiet", f"--dbname={postgres_url}"],
        input=text, env={"OWNER_PASSWORD": "x" * 20}, text=True, check=True,
    )  # fmt: skip
    theirs = postgres_url.replace("/postgres", f"/{name}")
    return tuple(
        theirs.replace("alongside@", f"{who}@") for who in (f"{name}_owner", name)
    )


def test_the_desks_role_cannot_change_the_trail_and_the_owner_prunes_it(
    addresses, tmp_path
):
    import psycopg

    owner, own = (Desk(tmp_path / name, url) for name, url in zip(("owner", "own"), addresses, strict=True))  # fmt: skip
    owner.migrate()
    with psycopg.connect(own.database, autocommit=True) as one:
        for line in lines():
            write(one, line)
        name = one.info.user
        for statement, why in REFUSED.items():
            with pytest.raises(psycopg.Error, match=why):
                one.execute(statement.replace("NAME", name))
    told = own.manage("verify_audit").stdout
    assert "whole: 2 lines" in told and "guard" not in told
    assert "could take its guard off" in owner.manage("verify_audit").stdout
    refused = own.manage("prune_audit")
    assert (refused.returncode, "as the owner" in refused.stderr) == (1, True)
    assert "Let go of: 1 line from" in owner.manage("prune_audit").stdout
    assert "2 lines, after 1 that" in own.manage("verify_audit").stdout
    for each in (owner, own):
        each.stop()


def test_what_was_typed_is_neither_in_the_servers_log_nor_among_what_runs(addresses):
    import psycopg

    owner, own = addresses
    with psycopg.connect(owner, autocommit=True) as one:
        one.execute("create table kept (name text unique, born date)")
    with psycopg.connect(own, autocommit=True) as one:
        one.execute("insert into kept values ('Quillfeather')")
        for wrong in WRONG:
            with pytest.raises(psycopg.Error, match="Quillfeather|duplicate key|json"):
                one.execute(wrong)
        one.execute("do $$ begin raise warning 'Quillfeather'; end $$")
        runs = "select query, 'Zebedina' from pg_stat_activity where pid = pg_backend_pid()"
        assert "Zebedina" not in (one.execute(runs).fetchone()[0] or "")
    with pytest.raises(psycopg.Error):
        psycopg.connect(f"{own}_gone")
    log = log_of(own).read_text()
    assert re.search('FATAL:  database "desk_.*_gone" does not exist', log), (
        "what is no statement's is told"
    )
    assert not re.search("Quillfeather|Zebedina", log)
