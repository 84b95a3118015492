"""One meeting's slots: who is free, what costs, in which order, worked by hand."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from alongside.reckon.arrange.choosing import at_least
from alongside.reckon.arrange.costs import Levels, levels
from alongside.reckon.arrange.diaries import Diaries
from alongside.reckon.arrange.greedy import greedy
from alongside.reckon.arrange.invented import invented
from alongside.reckon.arrange.problem import (
    Busy,
    Meeting,
    Person,
    Place,
    Problem,
    Room,
)
from alongside.reckon.arrange.reading import read_problem
from alongside.reckon.arrange.search import Search, rank
from alongside.reckon.arrange.slots import ranked
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


def on(day, hour=38):
    return Place(day * 96 + hour, "r")


def with_a_week(asked):
    """Asked for on a Friday: the days from Monday to Friday are ahead, and the Monday after."""
    week = Timeline(tuple(MONDAY + timedelta(days=n) for n in (0, 1, 2, 3, 4, 7)))
    asked = replace(asked, due=week.days[-1])
    given = problem((Person("w"),), meetings=(asked,))
    return replace(given, timeline=week, today=date(2026, 11, 27)), asked


def test_what_comes_at_short_notice_costs_and_is_told():
    given, asked = with_a_week(meeting())
    found = {slot.place: slot for slot in ranked(Diaries(given), asked, None)}
    # To Friday it is a week: two points for each day less, one for each day of waiting.
    assert [found[on(day)].cost.comfort for day in range(6)] == [8, 7, 6, 5, 4, 5]
    assert next(iter(found)) == on(4)
    assert found[on(0)].reasons == ("4 working days short of a week’s notice",)
    assert found[on(3)].reasons == (
        "3 working days after the first possible day",
        "1 working day short of a week’s notice",
    )
    assert found[on(4)].reasons == ("4 working days after the first possible day",)


@pytest.mark.parametrize("kind", ["strategy discussion", "supervision"])
def test_what_staff_alone_attend_needs_no_notice(kind):
    given, asked = with_a_week(meeting(kind=kind))
    first = ranked(Diaries(given), asked)[0]
    assert first.place == on(0) and first.reasons == ("nothing against it",)


def test_what_is_booked_at_short_notice_was_told_before():
    given, asked = with_a_week(meeting(booked=on(0)))
    found = {slot.place: slot for slot in ranked(Diaries(given), asked, None)}
    assert found[on(0)].cost == Levels()
    assert found[on(1)].cost == Levels(0, 66, 7)


def test_no_law_waits_for_notice():
    given, asked = with_a_week(meeting())
    due = replace(asked, due=MONDAY)
    assert ranked(Diaries(given), due)[0].place == on(0)


@pytest.mark.parametrize("today", [date(2026, 11, 20), date(2026, 11, 29)])
@pytest.mark.parametrize("booked", [None, Place(60, "r", "c")])
def test_the_quick_cost_is_the_sum_of_the_reasons(booked, today):
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
    given = replace(problem(people), today=today)
    search = Search(Diaries(given), asked)
    for cost, place in search.options():
        assert levels(search.terms(place)) == cost


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


@pytest.mark.parametrize("limit", [1, 10])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_days_that_are_not_asked_hold_none_of_the_best(seed, limit):
    """Some are booked, and notice is short: days cost what they did not without."""
    given = read_problem(invented(30, seed))
    given = replace(given, today=given.timeline.days[1])
    diaries = Diaries(given, greedy(given))
    for n, each in enumerate(given.meetings.values()):
        stood = diaries.take(each) if each.id in diaries.places else None
        wanted = replace(each, booked=stood) if n % 3 else each
        found = Search(diaries, wanted)
        every: dict[int, tuple] = {}
        for option in sorted(found.options(), key=rank):
            every.setdefault(option[1].start, option)
        assert found.best(limit) == list(every.values())[:limit]
        if stood:
            diaries.put(each, stood)


def test_starts_that_so_many_hold():
    assert at_least([0b0111, 0b0110, 0b1100]) == [0b1111, 0b0110, 0b0100]
    assert at_least([]) == at_least([0]) == []
