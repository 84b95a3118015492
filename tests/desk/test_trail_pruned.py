"""Old lines of the audit trail go by rule, and what is left is still one chain."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from alongside.desk.access import pruning_actions
from alongside.desk.access.append_only import OFF, ON, TABLE
from alongside.desk.access.audit import faults, fingerprint, record_read
from alongside.desk.access.models import AuditEntry
from alongside.desk.access.pruning_actions import Refused, oldest_kept, prune

YEARS = (2018, 2018, 2019, 2020, 2026)
BEFORE = date(2020, 1, 1)


@pytest.fixture
def trail(town, monkeypatch):
    """Five lines: two of 2018, and one each of 2019, 2020 and 2026."""
    for year in YEARS:
        moment = datetime(year, 6, 1, 12, tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        record_read(by=town.asha, action="see child", subject=town.robin)
    monkeypatch.undo()
    return AuditEntry.objects.order_by("sequence")


def tamper(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        for trigger in OFF[connection.vendor]:
            cursor.execute(trigger)
        cursor.execute(statement, values)
        for trigger in ON[connection.vendor]:
            cursor.execute(trigger)


def put_in(sequence: int, previous: str, right: bool = True) -> None:
    """A line put in by hand, with the hash that a line of its words should have."""
    line = AuditEntry(
        sequence=sequence, at=datetime(2020, 6, 2, tzinfo=UTC), action="see nothing",
        previous=previous,
    )  # fmt: skip
    line.hash = fingerprint(line) if right else "0" * 64
    tamper("select 1")
    line.save(force_insert=True)


def test_old_lines_go_and_the_rest_is_proved(trail, capsys):
    third = trail[2]
    assert prune(before=BEFORE) == 3
    assert [line.sequence for line in trail] == [4, 5, 6]
    assert list(faults()) == []
    assert trail.last().detail == {
        "first": 1, "last": 3, "lines": 3, "hash": third.hash, "before": "2020-01-01",
    }  # fmt: skip
    call_command("verify_audit")
    assert "3 lines, after 3 that were let go of by rule" in capsys.readouterr().out
    assert prune(before=BEFORE) == 0, "there is nothing more to let go of"


def test_pruned_twice_is_one_chain_still(trail):
    prune(before=date(2019, 1, 1))
    assert prune(before=date(2021, 1, 1)) == 2
    assert [line.sequence for line in trail] == [5, 6, 7]
    assert list(faults()) == []


def test_the_trail_is_only_added_to_after_a_pruning_as_before(trail):
    prune(before=BEFORE)
    for statement in (f"delete from {TABLE}", f"update {TABLE} set action = 'x'"):
        with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
            connection.cursor().execute(statement)


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        (f"delete from {TABLE} where sequence = 4", "Lines 1 to 4 are missing."),
        (f"delete from {TABLE} where sequence = 6", "Lines 1 to 3 are missing."),
        (f"""update {TABLE} set previous = '{"0" * 64}' where sequence = 4""", "Line 4 does not follow"),
    ],
)  # fmt: skip
def test_what_is_taken_away_beside_the_rule_shows(trail, statement, fault):
    prune(before=BEFORE)
    tamper(statement)
    assert next(faults()).startswith(fault)
    with pytest.raises(CommandError, match="The audit trail is broken"):
        call_command("verify_audit")


def test_a_line_put_in_shows(trail):
    put_in(6, trail.last().hash, right=False)
    assert list(faults()) == ["Line 6 was changed or put in after it was written."]


def test_a_line_put_in_anothers_place_shows_although_its_hash_is_right(trail):
    before = trail[1].hash
    tamper(f"delete from {TABLE} where sequence = 3")
    put_in(3, before)
    assert [fault[:23] for fault in faults()] == ["Line 4 does not follow "]


def test_a_line_put_in_before_the_first_shows(trail):
    put_in(0, "")
    assert list(faults()) == ["Line 0 was put in where no line stood."]


def test_what_was_tampered_with_does_not_vanish_by_pruning(trail):
    tamper(f"update {TABLE} set action = 'see nothing' where sequence = 2")
    with pytest.raises(Refused, match="broken, and nothing is let go of. Line 2"):
        prune(before=BEFORE)
    assert trail.count() == 5


def test_lines_are_kept_for_six_years_at_least(trail, monkeypatch):
    assert oldest_kept(date(2028, 2, 29), 7) == date(2021, 2, 28)
    monkeypatch.setattr(pruning_actions, "faults", lambda: iter(()))
    with pytest.raises(CommandError, match="for 6 years at least, not 5"):
        call_command("prune_audit", years=5)
    assert trail.count() == 5


def test_a_hash_kept_in_a_file_tells_of_lines_taken_from_the_end(
    trail, tmp_path, capsys
):
    held = tmp_path / "trail.held"
    for _ in range(2):
        call_command("verify_audit", held_in=held)
        assert held.read_text().strip() == trail.last().hash
    tamper(f"delete from {TABLE} where sequence = 5")
    with pytest.raises(CommandError, match="broken: 1 fault"):
        call_command("verify_audit", held_in=held)
    assert "taken from its end" in capsys.readouterr().err
