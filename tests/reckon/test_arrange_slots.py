"""One meeting's slots: who is free, what costs, in which order, worked by hand."""

from datetime import date, datetime

import pytest

from alongside.reckon.arrange.costs import Levels
from alongside.reckon.arrange.diaries import Diaries
from alongside.reckon.arrange.problem import (
    Busy,
    Meeting,
    Person,
    Place,
    Problem,
    Room,
)
from alongside.reckon.arrange.slots import Search, ranked
from alongside.reckon.arrange.timeline import Timeline

MONDAY, TUESDAY = date(2026, 11, 30), date(2026, 12, 1)


def at(text):
    return datetime.fromisoformat(f"2026-{text}")


ROOM = (Room("r", 6, "hall"),)


def problem(people=(), rooms=ROOM, meetings=(), **other):
    return Problem(
        Timeline((MONDAY, TUESDAY)),
        {each.id: each for each in people},
        {each.id: each for each in rooms},
        {each.id: each for each in meetings},
        today=date(2026, 11, 20),
        **other,
    )


def meeting(key="m", minutes=60, required=("w",), **other):
    return Meeting(key, minutes, required, **{"opens": MONDAY, "due": TUESDAY} | other)


def slots(*people, asked=None, placed=None, **other):
    asked = asked or meeting()
    arranged = problem(people, **other)
    return ranked(Diaries(arranged, placed), asked, None)


def test_a_free_day_offers_every_quarter_hour_the_dearest_last():
    found = slots(Person("w"))
    # 09:00 to 17:00 holds 29 starts of an hour; two days of them.
    assert len(found) == 58
    assert found[0].starts == at("11-30T09:30")
    assert found[0].reasons == ("nothing against it",)
    assert found[-1].cost == Levels(0, 0, 1 + 2)  # a day's wait, and early or late
    assert found[-1].starts == at("12-01T16:00")
    assert found[-1].reasons == (
        "ends after 4:30pm",
        "1 working day after the first possible day",
    )


def test_lunch_costs_a_point_and_early_two():
    cost = {slot.starts: slot.cost.comfort for slot in slots(Person("w"))}
    assert cost[at("11-30T09:00")] == 2
    assert cost[at("11-30T11:00")] == 0  # ends at 12:00
    assert cost[at("11-30T11:15")] == cost[at("11-30T12:45")] == 1
    assert cost[at("11-30T13:00")] == 0
    assert cost[at("11-30T15:30")] == 0
    assert cost[at("11-30T15:45")] == 2


def test_what_is_past_its_due_day_comes_after_all_that_is_in_time():
    found = slots(Person("w"), asked=meeting(due=MONDAY, severity=8))
    assert [slot.starts.date() for slot in found] == [MONDAY] * 29 + [TUESDAY] * 29
    assert found[29].cost == Levels(80, 0, 1)
    assert found[29].reasons[0] == "1 working day past its due day"


def test_busy_leave_hours_and_breaks_are_kept():
    lunch = ((36, 48), (52, 68))
    asha = Person(
        "w",
        hours={1: ((36, 68),)},
        busy=(Busy(at("12-01T09:00"), at("12-01T11:00")),),
    )
    found = slots(asha, hours=lunch)
    assert min(slot.starts for slot in found) == at("12-01T11:00")
    assert at("12-01T11:15") not in {slot.starts for slot in found}
    assert len(found) == 1 + 13
    gone = Person("w", leave=frozenset({MONDAY, TUESDAY}))
    assert slots(gone) == []


def test_travel_is_kept_free_on_both_sides():
    school = Busy(at("11-30T11:00"), at("11-30T12:00"), place="school")
    found = slots(
        Person("w", busy=(school,)),
        asked=meeting(due=MONDAY, opens=MONDAY),
        travel={("school", "hall"): 20},  # counts as two quarters
    )
    on_monday = {slot.starts for slot in found if slot.starts.date() == MONDAY}
    assert at("11-30T09:30") in on_monday and at("11-30T09:45") not in on_monday
    assert at("11-30T12:15") not in on_monday and at("11-30T12:30") in on_monday


def test_the_smallest_room_and_the_usual_chair_are_taken():
    rooms = (Room("big", 20, "hall"), Room("small", 4, "hall"), Room("closet", 2))
    taken = Busy(at("11-30T09:00"), at("12-01T17:00"))
    asked = meeting(required=("w", "x"), chairs=("c", "d"), usual_chair="d")
    people = (Person("w"), Person("x"), Person("c"), Person("d"))
    assert slots(*people, asked=asked, rooms=rooms)[0].place == Place(38, "small", "d")
    away = (*people[:3], Person("d", busy=(taken,)))
    first = slots(*away, asked=asked, rooms=rooms)[0]
    assert first.place.chair == "c" and first.reasons == ("not the usual chair",)


def test_optional_people_weigh_and_tentative_entries_are_told():
    away = Busy(at("11-30T09:00"), at("11-30T17:00"))
    soft = Busy(at("12-01T09:00"), at("12-01T17:00"), soft=True)
    asked = meeting(optional=("o",))
    found = slots(Person("w", busy=(soft,)), Person("o", busy=(away,)), asked=asked)
    assert found[0].starts.date() == MONDAY and found[0].absent == {"o"}
    assert found[0].reasons == ("1 person who may come cannot",)
    tuesday = next(slot for slot in found if slot.starts == at("12-01T09:30"))
    assert tuesday.cost.comfort == 1 + 4 and not tuesday.absent


def test_a_crowded_day_costs_those_who_bear_no_more():
    booked = {f"b{n}": meeting(f"b{n}", 30) for n in range(3)}
    placed = {key: Place(52 + 2 * n, "r") for n, key in enumerate(booked)}
    people = (Person("w", day_limit=3),)
    found = slots(*people, meetings=booked.values(), placed=placed)
    assert found[0].starts == at("12-01T09:30"), "a day's wait costs less than five"
    monday = next(slot for slot in found if slot.starts == at("11-30T09:30"))
    assert monday.reasons == ("a crowded day for 1 person",)


def test_a_booked_meeting_stays_unless_it_must_move():
    stands = Place(60, "r")
    asked = meeting(booked=stands)
    found = slots(Person("w"), asked=asked)
    assert found[0].place == stands and found[0].cost.disruption == 0
    assert found[1].cost.disruption == 22, "20, and 2 for the one who is told"
    near = problem((Person("w"),))
    soon = Problem(**{**vars(near), "today": date(2026, 11, 27)})
    assert ranked(Diaries(soon), asked)[1].cost.disruption == 66
    assert [s.place for s in slots(Person("w"), asked=meeting(booked=stands, pinned=True))] == [stands]  # fmt: skip


def test_parents_who_must_not_meet_have_a_quarter_between_them_at_one_place():
    his = meeting("his", required=("dad",))
    people = (Person("mum"), Person("dad"))
    rooms = (Room("r", 6, "hall"), Room("q", 6, "hall"), Room("s", 6, "school"))
    found = slots(
        *people,
        asked=meeting(required=("mum",), due=MONDAY, rooms=("r", "q")),
        meetings=(his,),
        placed={"his": Place(48, "q")},
        rooms=rooms,
        apart=(("mum", "dad"),),
    )
    monday = {slot.starts for slot in found if slot.starts.date() == MONDAY}
    assert at("11-30T10:45") in monday and at("11-30T11:00") not in monday
    assert at("11-30T13:00") not in monday and at("11-30T13:15") in monday


def test_a_slice_needs_a_person_for_their_part_only():
    away = Busy(at("11-30T09:00"), at("11-30T10:00"))
    asked = meeting(required=("w", "mum"), slices={"mum": (30, 60)})
    found = slots(Person("w"), Person("mum", busy=(away,)), asked=asked)
    monday = {slot.starts for slot in found if slot.starts.date() == MONDAY}
    assert min(monday) == at("11-30T09:30")


def test_online_needs_no_room_and_no_journey():
    school = Busy(at("11-30T11:00"), at("11-30T12:00"), place="school")
    found = slots(
        Person("w", busy=(school,)),
        asked=meeting(mode="online"),
        rooms=(),
        travel={("school", "hall"): 60},
    )
    assert at("11-30T12:00") in {slot.starts for slot in found}
    assert all(slot.place.room is None for slot in found)


@pytest.mark.parametrize("booked", [None, Place(60, "r", "c")])
def test_the_quick_cost_is_the_sum_of_the_reasons(booked):
    soft = Busy(at("11-30T09:00"), at("11-30T11:00"), soft=True)
    away = Busy(at("11-30T14:00"), at("11-30T15:00"))
    people = (
        Person("w", busy=(soft,), day_limit=0),
        Person("o", busy=(away,)),
        Person("c", busy=(soft,)),
        Person("d"),
    )
    asked = meeting(
        optional=("o",), chairs=("c", "d"), usual_chair="d", booked=booked, due=MONDAY
    )
    search = Search(Diaries(problem(people)), asked)
    for cost, place in search.options():
        assert search.slot(place).cost == cost


def test_what_may_be_attended_gives_way_and_is_told():
    light = meeting("light", required=("x",), optional=("w",))
    people = (Person("w"), Person("x"))
    arranged = problem(people, meetings=(light, meeting()), rooms=(Room("r", 6), Room("q", 6)))  # fmt: skip
    diaries = Diaries(arranged, {"light": Place(38, "q")})
    assert not diaries.absent["light"]
    first = ranked(diaries, meeting(due=MONDAY))[0]
    assert first.starts == at("11-30T10:30") and first.cost.comfort == 0
    diaries.put(meeting(), Place(38, "r"))
    assert diaries.absent["light"] == {"w"}
