"""Undoing the export applied last: the desk as it stood, and nothing that people said lost."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.desk.access.audit import faults
from alongside.desk.access.models import AuditEntry
from alongside.desk.casework import (
    actions,
    owner_actions,
    reading,
    rule_actions,
    store,
    undo_actions,
)
from alongside.desk.casework.models import (
    Allocation,
    Due,
    Extract,
    Flow,
    Happening,
    Mark,
    Undoing,
)
from alongside.desk.people.actions import restrict_record
from alongside.desk.people.models import Child, ChildTeam, Restriction
from alongside.desk.workforce.models import Team, Worker
from tests.desk.casework.exports import (
    MONDAY,
    Told,
    held,
    imported,
    packed,
    prepared,
    text,
)

pytestmark = pytest.mark.usefixtures("today", "home", "few_years")

TUESDAY = date(2026, 3, 10)
OF_DUES = (
    "pk", "child__case_id", "rule", "started_on", "nth", "due_on", "completed_on",
    "ended_on", "status", "team__name", "worker__source_id", "first_in", "gone_in",
    "mark",
)  # fmt: skip


def all_of_it() -> dict[str, list]:
    """Every projection, by what it says; clocks by their keys too, since marks name them."""
    asked = {
        Due: OF_DUES,
        Happening: ("child__case_id", "kind", "on"),
        Child: ("case_id", "forename", "surname", "sex", "born_on", "family_id"),
        ChildTeam: ("child__case_id", "team__name"),
        Worker: ("source_id", "name", "team__name"),
        Team: ("name", "kind"),
        Allocation: (
            "child__case_id",
            "worker__source_id",
            "team__name",
            "since",
            "until",
            "plan",
        ),
        Flow: ("team__name", "worker__source_id", "opened", "closed"),
        Mark: ("pk", "due", "kind", "note", "by", "at"),
    }
    return {
        model.__name__: sorted(model.objects.values_list(*fields), key=repr)
        for model, fields in asked.items()
    }


def begun() -> Told:
    told = Told()
    for n in range(6):
        told.person(f"{n}", "Zed", f"{n}").s47_of(
            f"{n}", "2026-03-02", ("North", "South")[n % 2], s47_enquiry_id=f"E{n}"
        )
    return told.cp_plan("P1", "2026-02-02", child="1", team="North")


def other() -> Told:
    """0 and 3 as they were; 1 done, 2 re-dated, 4 vanished, 5 renamed and moved; 6 new."""
    told = (
        Told().person("1", "Zed", "1").person("5", "Zoë", "5").person("6", "New", "6")
    )
    for n in ("0", "3", "1"):
        told.s47_of(n, "2026-03-02", ("North", "South")[int(n) % 2], s47_enquiry_id=f"E{n}")  # fmt: skip
    told.conference_of("1", "E1", "2026-03-09")
    told.s47_of("2", "2026-03-04", "North", s47_enquiry_id="E2")
    told.s47_of("5", "2026-03-02", "East", s47_enquiry_id="E5")
    told.s47_of("6", "2026-03-06", "East", s47_enquiry_id="E6")
    return told.allocated("W9", "East", "2026-03-06", child="6").professional(
        "W9", "Wyn"
    )


def undone(by, extract, reason="The wrong file") -> Extract:
    undo_actions.undo_extract(by=by, extract=extract, reason=reason)
    extract.refresh_from_db()
    return extract


@pytest.fixture
def two(town):
    first = imported(town.ana, begun(), MONDAY)
    before = all_of_it()
    return first, before, imported(town.ana, other(), TUESDAY)


def test_undone_everything_stands_as_it_did(town, two):
    first, before, second = two
    assert all_of_it() != before
    undone(town.ana, second)
    assert all_of_it() == before
    assert second.state == "undone" and Extract.objects.in_force() == first
    [undoing] = Undoing.objects.all()
    assert (undoing.by, undoing.reason) == (town.ana, "The wrong file")
    [entry] = AuditEntry.objects.filter(action="undo export")
    assert (entry.by, entry.subject_id) == (town.ana, str(second.pk))
    assert not list(faults())


def test_the_first_export_is_undone_too(town):
    before = all_of_it()
    undone(town.ana, imported(town.ana, begun(), MONDAY))
    assert all_of_it() == before
    assert Extract.objects.in_force() is None


def test_several_are_undone_one_after_the_other(town):
    steps, exports = [all_of_it()], []
    for number, told in enumerate((begun(), other(), begun(), other())):
        told.s47_of("0", f"2026-02-0{number + 1}", s47_enquiry_id=f"M{number}")
        exports.append(imported(town.ana, told, MONDAY))
        steps.append(all_of_it())
    for extract in reversed(exports):
        assert all_of_it() == steps.pop()
        undone(town.ana, extract)
    assert all_of_it() == steps.pop()


def test_undoing_is_undone_by_applying_again(client, town, two):
    _, _, second = two
    facts = [row[1:11] for row in all_of_it()["Due"]]
    undone(town.ana, second)
    client.force_login(town.ana)
    client.post(f"/imports/{second.pk}/read/")
    second.refresh_from_db()
    assert second.state == "reading" and second.applied_at is None
    reading.work_out(second)
    second.refresh_from_db()
    actions.apply_extract(by=town.ana, extract=second, checked=True)
    second.refresh_from_db()
    actions.write_extract(second)
    assert sorted(row[1:11] for row in all_of_it()["Due"]) == sorted(facts)


def test_what_people_said_since_stays_and_comes_back(client, town, two):
    """Of a clock that was there before; and of one that came with the export undone."""
    _, before, second = two
    stays = Due.objects.get(child__case_id="0")
    came = Due.objects.get(child__case_id="6")
    moved = Due.objects.get(child__case_id="2", rule="S47_ICPC")
    owner_actions.mark_dues(
        by=town.sam, dues=[stays, came, moved], kind="note", note="Rang on 3rd"
    )
    undone(town.ana, second)
    facts = all_of_it()
    assert [row[1:11] for row in facts["Due"] if row[1] != "6"] == [
        row[1:11] for row in before["Due"]
    ]
    assert Mark.objects.count() == 3
    moved.refresh_from_db()
    assert str(moved.started_on) == "2026-03-02" and moved.mark.note == "Rang on 3rd"
    came.refresh_from_db()
    assert came.gone_in == second
    client.force_login(town.sam)
    page = text(client.get(f"/children/{came.child_id}/"))
    assert "Timescales shown no longer" in page and "Rang on 3rd" in page
    assert "It came with an export that was undone" in page
    again = imported(town.ana, other(), TUESDAY)
    came.refresh_from_db()
    assert came.gone_in is None and came.mark.note == "Rang on 3rd"
    undone(town.ana, again)
    came.refresh_from_db()
    assert came.gone_in == second and came.mark.note == "Rang on 3rd"


def test_a_child_whom_somebody_named_stays_in_their_team_and_restricted(town, two):
    _, _, second = two
    child = Child.objects.get(case_id="6")
    restrict_record(by=town.sam, child=child, reason="Safe address")
    undone(town.ana, second)
    assert [team.name for team in Child.objects.get(case_id="6").teams.all()] == [
        "East"
    ]
    assert Restriction.objects.open().filter(child=child).exists()
    assert not Due.objects.filter(child=child).exists()


def test_after_a_rule_was_changed_it_is_reckoned_by_the_rules_of_now(
    town, two, monkeypatch
):
    """As if the export before it had been reckoned by them from the start."""
    _, _, second = two
    text_of_rule = "[S47_ICPC]\nwithin = { working_days = 10 }\nsource = 'Ours'"
    change = rule_actions.propose_rule_change(
        by=town.sef, text=text_of_rule, file_name="ours.toml", why="Sooner"
    )
    rule_actions.work_out_rule_change(change)
    rule_actions.sign_off_rule_change(
        by=town.ana, change=change, body="The board", decided_on=MONDAY
    )
    change.refresh_from_db()
    rule_actions.put_rule_change_to_work(change)
    undone(town.ana, second)
    due = [row[3] for row in held("S47_ICPC") if not row[5]]
    assert due == ["2026-03-16"] * 6
    assert {row[0] for row in held() if not row[5]} == set("012345")


def test_only_the_last_applied_can_be_undone_and_only_while_it_is_kept(
    client, town, two, settings
):
    first, before, second = two
    client.force_login(town.ana)
    page = text(client.get(f"/imports/{first.pk}/undo/"))
    assert "was applied after this one. Undo that one first." in page
    waiting = prepared(town.ana, Told().s47_of("0", "2026-03-05"), TUESDAY)
    page = text(client.get(f"/imports/{waiting.pk}/undo/"))
    assert "Only one that is applied can be undone." in page
    now = all_of_it()
    client.post(f"/imports/{first.pk}/undo/", {"reason": "x"})
    (store._folder(second.stored_as) / "undo").unlink()
    answer = client.post(f"/imports/{second.pk}/undo/", {"reason": "x"})
    assert "is not kept any more, so it cannot be undone" in text(answer)
    assert all_of_it() == now and not Undoing.objects.exists()


def test_a_reason_is_asked_and_a_second_undoing_is_refused(client, town, two):
    _, before, second = two
    client.force_login(town.ana)
    answer = client.post(f"/imports/{second.pk}/undo/", {"reason": " "})
    assert "Enter why it is undone" in text(answer)
    assert not Undoing.objects.exists()
    answer = client.post(f"/imports/{second.pk}/undo/", {"reason": "Last month’s"})
    assert answer.status_code == 302 and all_of_it() == before
    page = text(client.get(answer.url))
    assert "The export was undone." in page and "Ana Kowalska: Last month’s" in page
    answer = client.post(f"/imports/{second.pk}/undo/", {"reason": "Again"})
    assert "This export is undone. Only one that is applied can be undone." in text(answer)  # fmt: skip
    assert all_of_it() == before


def test_the_page_says_first_what_it_changes_and_who_said_what_since(client, town, two):
    _, before, second = two
    came = Due.objects.get(child__case_id="6")
    owner_actions.mark_dues(by=town.sam, dues=[came], kind="note", note="Rang on 3rd")
    owner_actions.hold_dues(
        by=town.sam, dues=[came], until=date(2026, 3, 20), why="Ill"
    )
    owner_actions.give_dues(by=town.sam, dues=[came], to=town.sam, why="Knows them")
    client.force_login(town.ana)
    page = text(client.get(f"/imports/{second.pk}/undo/"))
    # Open again: the enquiry of 4, and what was open of 1's plan.
    again = [row[1:3] for row in before["Due"] if row[8] == "open" and row[1] in "14"]
    assert ("4", "S47_ICPC") in again
    for words in (f"Open again: {len(again)}", "Moved back: 1", "Gone with it: 1"):
        assert words in page
    assert "3 things said since it was applied" in page
    for words in ("Rang on 3rd", "Put off until 20 March 2026: Ill", "Given to Sam"):  # fmt: skip
        assert words in page
    assert "On the child’s page" in page


def test_one_that_waits_is_read_again_after_an_undoing(client, town, two):
    _, _, second = two
    waiting = prepared(town.ana, Told().s47_of("0", "2026-03-05"), TUESDAY)
    undone(town.ana, second)
    with pytest.raises(Exception, match="applied or undone after this one was read"):
        actions.apply_extract(by=town.ana, extract=waiting, checked=True)


def test_the_same_file_twice_changes_nothing(client, town, monday):
    """Refused while it is in force; applied under another name, it changes but the day."""
    told = Told().s47_of("900123", "2026-03-02").s47_of("900124", "2026-03-03", "South")
    told.person("900123").person("900124").person("900125")
    before, history = all_of_it(), AuditEntry.objects.count()
    with pytest.raises(Exception, match="Nothing would change"):
        prepared(town.ana, packed(told.records), MONDAY)
    assert all_of_it() == before and AuditEntry.objects.count() == history
    again = imported(town.ana, packed(told.records) + b"\0", MONDAY)
    assert all_of_it() == before
    assert not any(again.counts.values()) and again.changes_nothing
    assert store.kept_records(again.stored_as) == store.kept_records(monday.stored_as)
    assert store.kept_projection(again.stored_as) == store.kept_projection(monday.stored_as)  # fmt: skip


def test_a_refused_undoing_leaves_python_as_it_was(town, two):
    import gc

    with pytest.raises(Exception, match="Undo that one first"):
        undone(town.ana, two[0])
    assert gc.isenabled()
