"""The establishment worked by hand, as the reports tell it, and counted a second way.

Reports of one council, 2014 to 2019: 19 posts were approved in December 2014; by June
2018 there were 20.5 FTE, and no report says since when; 20.5 more were approved then
(41), and in January 2019 four were given up (37).
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from alongside.reckon.establishment import (
    Change,
    Full,
    Holding,
    Kind,
    Line,
    Size,
    by_decision,
    establishment,
    held,
    no_room,
    size,
    total,
    vacant,
    why,
)

DECEMBER_2014, JUNE_2018, JANUARY_2019 = 1, 2, 3  # the decisions
HALF, WHOLE = Decimal("0.5"), Decimal(1)
MONDAY = date(2026, 3, 2)


def created(post, on, fte=WHOLE, decision=None, last_on=None, team=None) -> Change:
    return Change(post, on, Kind.CREATE, decision, fte, team, "4", None, last_on)


def the_story() -> list[Change]:
    pilot = [created(n, date(2015, 3, 1), WHOLE, DECEMBER_2014) for n in range(1, 20)]
    unexplained = [
        created(20, date(2016, 9, 1)),
        created(21, date(2016, 9, 1), HALF),
    ]
    more = [created(n, date(2018, 7, 1), WHOLE, JUNE_2018) for n in range(22, 42)]
    more.append(created(42, date(2018, 7, 1), HALF, JUNE_2018))
    given_up = [
        Change(n, date(2019, 4, 1), Kind.END, JANUARY_2019) for n in (38, 39, 40, 41)
    ]
    return pilot + unexplained + more + given_up


def size_on(changes, day) -> Size:
    return size(establishment(changes, day).values())


def test_the_story_of_the_reports():
    story = the_story()
    sizes = {
        date(2015, 2, 28): Size(0, Decimal(0)),
        date(2015, 3, 1): Size(19, Decimal(19)),
        date(2018, 6, 18): Size(21, Decimal("20.5")),
        date(2018, 7, 1): Size(42, Decimal(41)),
        date(2019, 3, 31): Size(42, Decimal(41)),
        date(2019, 4, 1): Size(38, Decimal(37)),
    }
    assert {day: size_on(story, day) for day in sizes} == sizes


def test_why_it_went_from_19_to_37_and_what_nobody_decided():
    causes = by_decision(why(the_story(), date(2015, 3, 1), date(2019, 4, 1)))
    assert [(each.decision, each.size) for each in causes] == [
        (JUNE_2018, Size(21, Decimal("20.5"))),
        (JANUARY_2019, Size(-4, Decimal(-4))),
        (None, Size(2, Decimal("1.5"))),
    ]
    assert total(each.size for each in causes) == Size(38 - 19, Decimal(37 - 19))


def test_what_is_done_on_the_first_day_is_in_it_and_on_the_last_told():
    story = the_story()
    assert why(story, date(2018, 7, 1), date(2019, 3, 31)) == []
    assert len(why(story, date(2018, 6, 30), date(2019, 4, 1))) == 25


def test_a_post_created_and_ended_the_same_day_never_stood():
    changes = [created(1, MONDAY, decision=7), Change(1, MONDAY, Kind.END, 8)]
    assert size_on(changes, MONDAY) == Size()
    lines = why(changes, MONDAY - timedelta(1), MONDAY)
    assert [(line.kind, line.decision, line.size) for line in lines] == [
        ("create", 7, Size(1, WHOLE)),
        ("end", 8, Size(-1, -WHOLE)),
    ]


def test_another_number_of_hours_changes_the_fte_and_no_post():
    changes = [
        created(1, MONDAY, Decimal("0.6"), decision=7),
        Change(1, date(2026, 4, 1), Kind.FTE, 8, fte=WHOLE),
    ]
    assert size_on(changes, date(2026, 3, 31)) == Size(1, Decimal("0.6"))
    assert why(changes, MONDAY, date(2026, 4, 1)) == [
        Line(date(2026, 4, 1), 1, "fte", 8, Size(0, Decimal("0.4")))
    ]


def test_a_change_of_grade_or_manager_changes_no_size():
    changes = [
        created(1, MONDAY),
        Change(1, date(2026, 4, 1), Kind.GRADE, 8, grade="5"),
        Change(1, date(2026, 4, 2), Kind.MANAGER, 8, manager=31),
    ]
    assert why(changes, MONDAY, date(2026, 5, 1)) == []
    (post,) = establishment(changes, date(2026, 5, 1)).values()
    assert (post.grade, post.manager) == ("5", 31)


def test_a_term_to_the_29th_of_february_ends_by_itself():
    changes = [created(1, date(2024, 2, 29), decision=7, last_on=date(2024, 2, 29))]
    days = [date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1)]
    assert [size_on(changes, day).posts for day in days] == [0, 1, 0]
    assert why(changes, date(2024, 2, 29), date(2025, 2, 28)) == [
        Line(date(2024, 3, 1), 1, "term_ends", 7, Size(-1, -WHOLE))
    ]


def test_a_term_is_told_as_ended_by_what_last_set_it():
    changes = [
        created(1, MONDAY, decision=7, last_on=date(2026, 9, 30)),
        Change(1, date(2026, 10, 1), Kind.EXTEND, 8, last_on=date(2027, 3, 31)),
    ]
    assert why(changes, MONDAY, date(2027, 3, 31)) == []
    (line,) = why(changes, MONDAY, date(2027, 4, 1))
    assert (line.kind, line.decision) == ("term_ends", 8)


def test_an_extension_that_came_late_leaves_a_gap():
    changes = [
        created(1, MONDAY, decision=7, last_on=date(2026, 9, 30)),
        Change(1, date(2026, 10, 5), Kind.EXTEND, 8),
    ]
    days = [date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 4), date(2026, 10, 5)]
    assert [size_on(changes, day).posts for day in days] == [1, 0, 0, 1]
    told = why(changes, MONDAY, date(2027, 10, 5))
    assert [(line.on, line.decision, line.size.posts) for line in told] == [
        (date(2026, 10, 1), 7, -1),
        (date(2026, 10, 5), 8, 1),
    ]


def test_a_post_that_moves_is_one_less_here_and_one_more_there():
    changes = [
        created(1, MONDAY, decision=7, team=10),
        Change(1, date(2026, 4, 1), Kind.TEAM, 8, team=20),
    ]

    def moved(team):
        counted = why(changes, MONDAY, date(2026, 4, 1), lambda post: post.team == team)
        return [line.size.posts for line in counted]

    assert (moved(10), moved(20), why(changes, MONDAY, date(2026, 4, 1))) == (
        [-1], [1], [],
    )  # fmt: skip


# People in posts


def test_who_is_seconded_away_leaves_room_for_a_backfill():
    home, project = 1, 2
    holdings = [
        Holding(home, 51, MONDAY, None, WHOLE),
        Holding(project, 51, date(2026, 4, 1), date(2026, 9, 30), HALF, home),
        Holding(home, 52, date(2026, 4, 1), date(2026, 9, 30), HALF),
    ]
    assert held(holdings, MONDAY) == {home: WHOLE}
    assert held(holdings, date(2026, 4, 1)) == {home: WHOLE, project: HALF}
    assert held(holdings[:2], date(2026, 9, 30)) == {home: HALF, project: HALF}
    assert held(holdings, date(2026, 10, 1)) == {home: WHOLE}


def test_more_done_elsewhere_than_was_held_at_home_takes_nothing_from_others():
    holdings = [
        Holding(1, 51, MONDAY, None, HALF),
        Holding(2, 51, MONDAY, None, WHOLE, 1),
        Holding(1, 52, MONDAY, None, HALF),
    ]
    assert held(holdings, MONDAY) == {1: HALF, 2: WHOLE}


def test_a_backfill_has_room_until_the_one_away_comes_back():
    beside = [
        Holding(1, 51, MONDAY, None, WHOLE),
        Holding(2, 51, MONDAY, date(2026, 9, 30), WHOLE, 1),
    ]
    asked = Holding(1, 52, MONDAY, None, WHOLE)
    assert no_room([created(1, MONDAY)], beside, asked) == Full(
        date(2026, 10, 1), WHOLE, WHOLE
    )
    until_then = asked._replace(until=date(2026, 9, 30))
    assert no_room([created(1, MONDAY)], beside, until_then) is None


def test_a_post_held_twice_over_fills_no_other():
    standing = establishment([created(1, MONDAY), created(2, MONDAY)], MONDAY)
    assert vacant(standing, {1: Decimal(2)}) == WHOLE
    assert vacant(standing, {1: HALF}) == Decimal("1.5")
    assert vacant(standing, {}) == Decimal(2)


def test_two_may_share_a_post_up_to_its_fte():
    changes = [created(1, MONDAY)]
    first = Holding(1, 51, MONDAY, None, Decimal("0.6"))
    assert (
        no_room(changes, [first], Holding(1, 52, MONDAY, None, Decimal("0.4"))) is None
    )
    over = no_room(changes, [first], Holding(1, 52, MONDAY, None, HALF))
    assert over == Full(MONDAY, WHOLE, Decimal("0.6"))


def test_room_is_looked_for_on_every_day_of_the_holding():
    changes = [
        created(1, MONDAY),
        Change(1, date(2026, 6, 1), Kind.FTE, fte=HALF),
        Change(1, date(2026, 8, 1), Kind.END),
    ]
    asked = Holding(1, 52, MONDAY, None, WHOLE)
    assert no_room(changes, [], asked) == Full(date(2026, 6, 1), HALF, Decimal(0))
    until_may = asked._replace(until=date(2026, 5, 31))
    assert no_room(changes, [], until_may) is None
    to_come = Holding(1, 51, date(2026, 5, 31), None, HALF)
    assert no_room(changes, [to_come], until_may) == Full(
        date(2026, 5, 31), WHOLE, HALF
    )


# A second way: each post of each day looked up by itself.

DAYS = st.integers(0, 40).map(lambda n: MONDAY + timedelta(n))
CHANGES = st.lists(
    st.builds(
        Change,
        post=st.integers(1, 3),
        on=DAYS,
        kind=st.sampled_from([each for each in Kind if each != Kind.TERM_ENDS]),
        decision=st.sampled_from([None, 1, 2]),
        fte=st.sampled_from([HALF, WHOLE]),
        team=st.sampled_from([10, 20]),
        last_on=st.none() | DAYS,
    ),
    max_size=12,
).map(lambda changes: sorted(changes, key=lambda each: each.on))


def looked_up(changes, day) -> Size:
    """Count by looking, for each post, for the latest change that says each thing."""
    posts, fte = 0, Decimal(0)
    for post in {change.post for change in changes}:
        life = [each for each in changes if each.post == post and each.on <= day]
        while life and life[0].kind != Kind.CREATE:
            life.pop(0)
        kinds = [each.kind for each in life]
        if not life or _last(kinds, Kind.END) > _last(kinds, Kind.CREATE):
            continue
        life = life[_last(kinds, Kind.CREATE) :]
        last_on = [e.last_on for e in life if e.kind in (Kind.CREATE, Kind.EXTEND)][-1]
        if last_on is None or day <= last_on:
            posts += 1
            fte += [e.fte for e in life if e.kind in (Kind.CREATE, Kind.FTE)][-1]
    return Size(posts, fte)


def _last(kinds: list, kind: Kind) -> int:
    return max((n for n, each in enumerate(kinds) if each == kind), default=-1)


@given(CHANGES, DAYS, DAYS)
def test_one_pass_agrees_with_looking_up_and_the_reasons_add_up(changes, one, other):
    before, after = sorted((one, other))
    day = before
    while day <= after:
        assert size_on(changes, day) == looked_up(changes, day)
        day += timedelta(1)
    difference = looked_up(changes, after).less(looked_up(changes, before))
    assert total(each.size for each in why(changes, before, after)) == difference
