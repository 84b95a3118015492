"""Week after week: children merge, clocks move and vanish, and nothing people said is lost."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from alongside.desk.casework import owner_actions, undo_actions
from alongside.desk.casework.models import Due, Extract, Given, Happening, Hold, Mark
from alongside.desk.people.actions import lift_restriction, restrict_record
from alongside.desk.people.models import Child, ChildTeam, Restriction
from alongside.reckon.council import build
from tests.desk.casework.exports import MONDAY, Told, imported, text

pytestmark = pytest.mark.usefixtures("today", "home", "few_years")

TUESDAY = date(2026, 3, 10)


def facts() -> dict[str, set]:
    """What the exports in force show: no keys, nothing of people's, nothing gone."""
    clocks = Due.objects.filter(gone_in=None)
    return {
        "clocks": set(clocks.values_list(
            "child__case_id", "rule", "started_on", "nth", "due_on", "completed_on",
            "ended_on", "status", "team__name", "worker__source_id",
        )),
        "events": set(Happening.objects.values_list("child__case_id", "kind", "on")),
    }  # fmt: skip


def said() -> set[tuple]:
    return {
        *Mark.objects.values_list("pk", "kind", "note", "by", "at"),
        *Given.objects.values_list("pk", "why", "by", "at"),
        *Hold.objects.values_list("pk", "why", "by", "at"),
    }


def orphans(client, user) -> list[str]:
    """What was said of clocks and can be reached by no link: from a list, then a child."""
    client.force_login(user)
    lost, pages = [], {}
    worklist = set(Due.objects.open().values_list("pk", flat=True))
    for mark in Mark.objects.select_related("due"):
        due = mark.due
        pages.setdefault(due.child_id, text(client.get(f"/children/{due.child_id}/")))
        on_page = f"/timescales/{due.pk}/" in pages[due.child_id]
        listed = due.pk in worklist or due.gone_in_id or due.child.dues.open().exists()
        listed = listed or Due.objects.visible_to(user).filter(pk=due.pk).exists()
        if not (on_page and listed):
            lost.append(f"{mark} on {due} of {due.child.case_id}")
    return lost


def enquiry_of(
    told: Told, child: str, forename: str, on="2026-03-02", **values
) -> Told:
    told.person(child, forename, "Otter")
    return told.s47_of(child, on, s47_enquiry_id=f"E{child}-{on}", **values)


def clock(child: str) -> Due:
    return Due.objects.get(child__case_id=child, rule="S47_ICPC", gone_in=None)


def noted(town, child: str, note: str) -> Due:
    due = clock(child)
    owner_actions.mark_dues(by=town.sam, dues=[due], kind="note", note=note)
    return due


def two_ids() -> Told:
    return enquiry_of(enquiry_of(Told(), "1", "Ada"), "2", "Ben")


def test_two_ids_become_one_and_what_was_said_goes_with_the_clock(client, town):
    imported(town.ana, two_ids(), MONDAY)
    due = noted(town, "1", "Rang on 3rd")
    owner_actions.hold_dues(by=town.sam, dues=[due], until=date(2026, 3, 20), why="Ill")
    later = imported(town.ana, enquiry_of(enquiry_of(Told(), "9", "Ada"), "2", "Ben"), TUESDAY)  # fmt: skip
    assert later.counts["merged"] == 1
    assert later.counts["vanished"] == later.counts["new"] == 0
    now = clock("9")
    assert now.pk == due.pk and now.mark.note == "Rang on 3rd" and now.hold.why == "Ill"
    assert not Due.objects.filter(child__case_id="1").exists()
    client.force_login(town.sam)
    assert "Rang on 3rd" in text(client.get(f"/timescales/{now.pk}/"))
    page = text(client.get(f"/imports/{later.pk}/"))
    client.force_login(town.ana)
    page = text(client.get(f"/imports/{later.pk}/"))
    assert (
        "Under another id: 1" in page and "What was said of them goes with them" in page
    )
    undo_actions.undo_extract(by=town.ana, extract=later, reason="Not yet")
    assert clock("1").pk == due.pk and clock("1").mark.note == "Rang on 3rd"


def test_into_an_id_that_has_the_same_clock_already_what_was_said_stays_findable(
    client, town
):
    told = enquiry_of(enquiry_of(Told(), "1", "Ada"), "2", "Ada")
    imported(town.ana, told, MONDAY)
    due = noted(town, "1", "Rang on 3rd")
    imported(town.ana, enquiry_of(Told(), "2", "Ada"), TUESDAY)
    due.refresh_from_db()
    assert due.gone_in_id and due.child.case_id == "1"
    client.force_login(town.sam)
    page = text(client.get("/timescales/gone/"))
    assert "Rang on 3rd" in page and f"/children/{due.child_id}/" in page
    assert "Rang on 3rd" in text(client.get(f"/children/{due.child_id}/"))


def test_a_new_child_under_an_old_name_is_somebody_else(town):
    """Born on another day; or on the same, while the first is shown still."""
    imported(town.ana, two_ids(), MONDAY)
    due = noted(town, "1", "Rang on 3rd")
    other = enquiry_of(Told(), "2", "Ben")
    other.person("9", "Ada", "Otter").s47_of("9", "2026-03-02", s47_enquiry_id="E9")
    other.records.rows["ssd_person"][-1]["pers_dob"] = date(2015, 1, 1)
    imported(town.ana, other, TUESDAY)
    due.refresh_from_db()
    assert due.child.case_id == "1" and due.gone_in_id
    assert clock("9").mark is None
    both = enquiry_of(
        enquiry_of(enquiry_of(Told(), "1", "Ada"), "2", "Ben"), "9", "Ada"
    )
    imported(town.ana, both, TUESDAY)
    due.refresh_from_db()
    assert due.child.case_id == "1" and not due.gone_in_id
    assert due.mark.note == "Rang on 3rd"


def test_a_restricted_child_merged_into_a_known_one_stays_restricted(client, town):
    imported(town.ana, two_ids(), MONDAY)
    child = Child.objects.get(case_id="1")
    restriction = restrict_record(by=town.sam, child=child, reason="Safe address")
    told = enquiry_of(enquiry_of(Told(), "1", "Ada"), "2", "Ben")
    told.person("3", "Ada", "Otter")
    imported(town.ana, told, TUESDAY)
    known = Child.objects.get(case_id="3")
    for carried in Restriction.objects.open().filter(child=known):
        lift_restriction(by=town.sam, restriction=carried)  # two people, it was thought
    merged = enquiry_of(enquiry_of(Told(), "3", "Ada"), "2", "Ben")
    imported(town.ana, merged, TUESDAY)
    again = Restriction.objects.open().get(child=known)
    assert [p.pk for p in again.people.all()] == [
        p.pk for p in restriction.people.all()
    ]
    assert not Due.objects.visible_to(town.ana).filter(child=known).exists()
    lift_restriction(by=town.sam, restriction=again)
    imported(town.ana, merged.person("4", "New", "Child"), TUESDAY)
    assert not Restriction.objects.open().filter(child=known).exists()


def test_what_was_said_of_a_done_clock_shows_on_the_childs_page(client, town):
    imported(town.ana, two_ids(), MONDAY)
    noted(town, "1", "Rang on 3rd")
    done = two_ids().conference_of("1", "E1-2026-03-02", "2026-03-09")
    imported(town.ana, done, TUESDAY)
    child = Child.objects.get(case_id="1")
    client.force_login(town.sam)
    page = text(client.get(f"/children/{child.pk}/"))
    assert "What was said of timescales that ended" in page and "Rang on 3rd" in page


# Three months of the invented council, with disturbances made by hand.

WEEKS = 13
LOOKED_AT = (6, 9, 12)  # weeks: what is lost stays lost, and is found at the next look
LAST = date(2026, 3, 9)  # the day of the last export


def week(council, number: int) -> Told:
    told = Told()
    told.records = council.extract(LAST - timedelta(7 * (WEEKS - 1 - number)))
    return told


def disturbed(told: Told, number: int, who: dict[str, str]) -> Told:
    """Disturb a week's export: each disturbance lasts from its week on."""
    rows = told.records.rows
    if number >= 3:  # a child vanishes, with all that hangs on them
        without_child(rows, who["vanishing"])
    if number >= 4:  # a row is re-dated, and its clocks move
        for row in rows["ssd_s47_enquiry"]:
            if row["s47e_person_id"] == who["re-dated"] and row["s47e_s47_start_date"]:
                row["s47e_s47_start_date"] += timedelta(1)
    if number >= 5:  # two ids become one
        renamed_child(rows, who["merged"], f"{who['merged']}9")
    if number >= 6:  # a team gets another name
        for table in rows.values():
            for row in table:
                for column, value in row.items():
                    if value == who["team"]:
                        row[column] = f"{value} (new)"
    if number in (7, 8):  # a case closes in error, and is opened again
        for row in rows["ssd_cin_episodes"]:
            if row["cine_person_id"] == who["reopened"]:
                row["cine_close_date"] = row["cine_close_date"] or LAST - timedelta(40)
    if number >= 9:  # somebody else of the vanished child's name
        rows["ssd_person"].append(
            dict(who["row"], pers_person_id="NEW1", pers_dob=date(2020, 2, 2))
        )
    return told


def without_child(rows, child: str) -> None:
    for name, table in rows.items():
        rows[name] = [row for row in table if child not in row.values()]


def renamed_child(rows, was: str, now: str) -> None:
    for table in rows.values():
        for row in table:
            for column, value in row.items():
                if value == was:
                    row[column] = now


@pytest.fixture(scope="module")
def council():
    return build(36, 4, LAST)


@pytest.mark.slow
def test_three_months_lose_no_note_and_leave_no_orphan(
    client, town, council, monkeypatch
):
    from alongside.desk import holidays
    from alongside.reckon.clock import Clock

    monkeypatch.setattr(holidays, "Clock", Clock)
    first = week(council, 0)
    imported(town.ana, first, LAST - timedelta(7 * (WEEKS - 1)))
    who = cast(town, council)
    hidden = Child.objects.get(case_id=who["restricted"])
    restrict_record(by=town.sam, child=hidden, reason="Safe address")
    kept: set = set()
    for number in range(1, WEEKS):
        speak(town, number)
        kept |= said()
        export = disturbed(week(council, number), number, who)
        imported(town.ana, export, LAST - timedelta(7 * (WEEKS - 1 - number)))
        assert kept <= said(), f"Week {number} lost something that was said."
        if number in LOOKED_AT:
            assert not orphans(client, town.sam), f"week {number}"
        shown = Due.objects.visible_to(town.ana).filter(
            child__case_id=who["restricted"]
        )
        assert not shown.exists(), f"Week {number} showed the restricted record."
        assert not Due.objects.exclude(child__in=ChildTeam.objects.values("child")).filter(team__isnull=False).exists()  # fmt: skip
    assert Extract.objects.applied().count() == WEEKS
    only_the_last = facts()
    back_to(town, 8)
    assert facts() != only_the_last and kept <= said()


def back_to(town, number: int) -> None:
    """Undo the exports after a week, one after the other."""
    while Extract.objects.applied().count() > number:
        last = Extract.objects.in_force()
        undo_actions.undo_extract(by=town.ana, extract=last, reason="Back")


def cast(town, council) -> dict:
    """Who the disturbances befall: children with open clocks all through the months."""
    last = week(council, WEEKS - 1).records
    enquired = {row["s47e_person_id"] for row in last.rows["ssd_s47_enquiry"]}
    children = list(
        Child.objects.filter(dues__in=Due.objects.open())
        .exclude(forename="").order_by("pk").distinct()
    )  # fmt: skip
    ids = [child.case_id for child in children]
    re_dated = next(iter(sorted(enquired & set(ids))), ids[4])
    free = [each for each in ids if each != re_dated]
    person = {row["pers_person_id"]: row for row in last.rows["ssd_person"]}
    team = Due.objects.open().exclude(team=None).first().team.name
    return {
        "vanishing": free[0], "merged": free[1], "reopened": free[2],
        "restricted": free[3], "re-dated": re_dated, "team": team,
        "row": person.get(free[0]) or next(iter(person.values())),
    }  # fmt: skip


def speak(town, number: int) -> None:
    """Say something of some open clocks each week, in every manner there is."""
    dues = list(Due.objects.visible_to(town.sam).open().order_by("pk"))
    some = dues[number % 5 :: 5]
    owner_actions.mark_dues(by=town.sam, dues=some[:30], kind="note", note=f"Week {number}")  # fmt: skip
    owner_actions.mark_dues(by=town.sam, dues=some[:5], kind="awaiting")
    owner_actions.hold_dues(by=town.sam, dues=some[5:8], until=TUESDAY + timedelta(20), why="Ill")  # fmt: skip
    owner_actions.give_dues(by=town.sam, dues=some[8:11], to=town.sam, why="Mine")


# Any two exports: a, then b, comes to what b alone comes to.

CHILDREN = ("1", "2", "3", "4")
enquiries = st.lists(
    st.tuples(
        st.sampled_from(CHILDREN),
        st.dates(date(2026, 2, 23), date(2026, 3, 6)),
        st.sampled_from(("North", "South", "East")),
        st.none() | st.dates(date(2026, 3, 7), date(2026, 3, 9)),
    ),
    unique_by=lambda each: each[:2],
    max_size=6,
)


def export_of(cases) -> Told:
    told = Told()
    for child in CHILDREN:
        told.person(child, f"Name {child}", "Otter")
    for child, day, team, held_on in cases:
        key = f"E{child}{day}"
        told.s47_of(child, str(day), team, s47_enquiry_id=key)
        if held_on:
            told.conference_of(child, key, str(held_on))
    return told


@contextmanager
def a_desk_of_its_own():
    """A desk on which nothing was imported, and of which nothing stays."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def alone(town, cases, day: date) -> dict[str, set]:
    with a_desk_of_its_own():
        imported(town.ana, export_of(cases), day)
        return facts()


@pytest.mark.slow
@given(a=enquiries, b=enquiries)
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_then_b_comes_to_what_b_comes_to(town, a, b):
    """And undone, to what a comes to; what was said meanwhile is there all the time."""
    assume(a != b)
    of_a, of_b = alone(town, a, MONDAY), alone(town, b, TUESDAY)
    with a_desk_of_its_own():
        imported(town.ana, export_of(a), MONDAY)
        if (dues := Due.objects.open()).exists():
            until = date(2026, 3, 20)
            owner_actions.mark_dues(by=town.sam, dues=dues, kind="note", note="Said")
            owner_actions.hold_dues(by=town.sam, dues=dues, until=until, why="Ill")
        notes = said_of()
        then = imported(town.ana, export_of(b), TUESDAY)
        assert facts() == of_b
        assert notes <= said_of()
        undo_actions.undo_extract(by=town.ana, extract=then, reason="Back")
        assert facts() == of_a
        assert notes <= said_of()


def said_of() -> set[tuple]:
    """What was said, and of which clock."""
    named = Mark.objects.values_list("pk", "due"), Hold.objects.values_list("pk", "due")
    return said() | {
        (number, *pair) for number, rows in enumerate(named) for pair in rows
    }
