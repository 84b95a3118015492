"""The audit trail: only added to, tampering shows, and who may read it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from alongside.desk.access.append_only import OFF, ON
from alongside.desk.access.audit import faults, record, record_read
from alongside.desk.access.models import AppendOnly, AuditEntry

TABLE = "access_auditentry"


@pytest.fixture
def trail(town):
    """Five lines: Asha's, about Robin."""
    for number in range(1, 6):
        record_read(by=town.asha, action="see child", subject=town.robin, part=number)
    return AuditEntry.objects.order_by("sequence")


def by_hand(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def tamper(statement: str, *values) -> None:
    """Somebody with the database's own password takes the triggers off first."""
    for trigger in OFF[connection.vendor]:
        by_hand(trigger)
    by_hand(statement, *values)
    for trigger in ON[connection.vendor]:
        by_hand(trigger)


def test_a_whole_trail_has_no_faults(trail, capsys):
    assert list(faults()) == []
    call_command("verify_audit")
    assert f"5 lines. It ends with {trail.last().hash}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        (f"update {TABLE} set action = 'see nothing' where sequence = 3", "Line 3 was changed after it was written."),
        (f"update {TABLE} set at = '2020-01-01 00:00:00' where sequence = 2", "Line 2 was changed after it was written."),
        (f"""update {TABLE} set detail = '{{"part": 9}}' where sequence = 4""", "Line 4 was changed after it was written."),
        (f"update {TABLE} set by_id = null where sequence = 5", "Line 5 was changed after it was written."),
        (f"delete from {TABLE} where sequence = 3", "Lines 3 to 3 are missing."),
        (f"delete from {TABLE} where sequence in (1, 2)", "Lines 1 to 2 are missing."),
    ],
)  # fmt: skip
def test_tampering_shows(trail, statement, fault):
    tamper(statement)
    assert next(faults()) == fault
    with pytest.raises(CommandError, match="The audit trail is broken"):
        call_command("verify_audit")


def test_lines_removed_from_the_end_show_by_a_hash_noted_before(trail):
    held = trail.last().hash
    tamper(f"delete from {TABLE} where sequence = 5")
    call_command("verify_audit")
    with pytest.raises(CommandError):
        call_command("verify_audit", held=held)


@pytest.mark.parametrize(
    "statement",
    [
        f"update {TABLE} set action = 'see nothing'",
        f"delete from {TABLE} where sequence = 5",
        f"delete from {TABLE}",
    ],
)
def test_the_database_itself_refuses(trail, statement):
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        by_hand(statement)
    assert list(faults()) == []


def test_the_database_refuses_a_line_put_over_another(trail):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has `insert or replace`")
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        by_hand(f"insert or replace into {TABLE} select * from {TABLE}")


def test_the_model_refuses_as_well(trail):
    line = trail.first()
    for refused in (
        line.save,
        line.delete,
        trail.delete,
        lambda: trail.update(action="x"),
    ):
        with pytest.raises(AppendOnly):
            refused()


def test_a_line_is_written_in_its_actions_transaction(town, transactional_db):
    with pytest.raises(RuntimeError, match="inside its transaction"):
        record(by=town.asha, action="forget the transaction")


def test_an_action_undone_leaves_no_line(town):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(by=town.asha, action="divide by nothing")
        _ = 1 / 0
    assert not AuditEntry.objects.exists()


def test_no_name_and_no_date_of_birth_goes_in(town):
    with pytest.raises(ValueError, match="Not for the audit trail: born_on, surname"):
        record_read(by=town.asha, action="see child", surname="Hale", born_on="x")


def test_the_page_shows_keys_and_never_a_childs_name(client, town, trail):
    client.force_login(town.sam)
    page = client.get("/audit/").content.decode()
    assert f"Child {town.robin.pk}" in page
    assert "Hale" not in page


def test_the_page_is_filtered_by_person_action_and_day(client, town, trail):
    record_read(by=town.ben, action="see worklist")
    client.force_login(town.adi)

    def lines(**chosen) -> int:
        return client.get("/audit/", chosen).context["page"].paginator.count

    today = timezone.localdate()
    yesterday = today - timedelta(days=1)
    assert lines() == 6
    assert lines(person=town.ben.pk) == 1
    assert lines(action="see child") == 5
    assert lines(day=f"{today:%d %m %Y}") == 6
    assert lines(day_day=yesterday.day, day_month=yesterday.month, day_year=yesterday.year) == 0  # fmt: skip


def test_a_long_trail_is_paged(client, town, django_assert_max_num_queries):
    for _ in range(60):
        record_read(by=town.asha, action="see worklist")
    client.force_login(town.adi)
    with django_assert_max_num_queries(12):
        page = client.get("/audit/")
    assert "Page 1 of 2" in page.content.decode()
    assert len(client.get("/audit/?page=2").context["page"].object_list) == 10


def test_a_support_officer_may_not_read_it(client, town, trail):
    client.force_login(town.asha)
    assert client.get("/audit/").status_code == 403
