"""A child's timeline: who sees it, what it says, and where everything is drawn.

Asha supports the North team, which holds Robin; Ben supports the South. The picture is
worked by hand for 22 November 2026, in a window from 1 November 2025 to the end of
February 2027: 485 days over 930 units.
"""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from alongside.desk.access.models import AuditEntry
from alongside.desk.casework.models import Due, Extract, Happening, Mark
from alongside.desk.casework.timeline import draw, page, window
from alongside.desk.casework.timeline.history import months, spoken_age, tally
from alongside.desk.casework.timeline.lanes import LANE_OF_EVENT, SHAPES
from alongside.desk.casework.timeline.picture import pack
from alongside.desk.casework.timeline.stretches import of_stays
from alongside.desk.people.models import Child, ChildTeam
from alongside.desk.workforce.models import Worker
from alongside.reckon.events import EVENTS
from alongside.reckon.rulebook import england

TODAY = date(2026, 11, 22)
RULES = england()


def day(text: str) -> date:
    return date.fromisoformat(text)


def event(kind: str, on: str) -> Happening:
    return Happening(kind=kind, on=day(on))


def clock(rule: str, start: str, due: str, status: str, **days) -> Due:
    days = {name: day(value) for name, value in days.items()}
    return Due(rule=rule, started_on=day(start), due_on=day(due), status=status, **days)


def a_year(events=(), dues=()):
    """Draw in the usual window; something long ago keeps it from being shortened."""
    shown = window("1y", TODAY, [day("2020-01-01")])
    return draw(list(events), list(dues), RULES, shown, TODAY)


def row(picture, label):
    return next(r for lane in picture.lanes for r in lane.rows if r.label == label)


def drawn(picture, label):
    bars = row(picture, label).bars
    return [[(p.kind, p.x, p.right) for p in bar.pieces] for bar in bars]


# The window


def test_the_usual_window_is_a_year_back_and_three_months_ahead():
    shown = window("1y", TODAY, [day("2020-01-01")])
    assert (shown.first, shown.end) == (day("2025-11-01"), day("2027-03-01"))


@pytest.mark.parametrize(
    ("span", "earliest", "first", "end"),
    [
        ("6m", "2020-01-01", "2026-05-01", "2027-03-01"),
        ("2y", "2020-01-01", "2024-11-01", "2027-03-01"),
        ("all", "2020-01-09", "2020-01-01", "2027-11-01"),  # 82 months back, 11 ahead
        ("1y", "2026-10-26", "2026-10-01", "2027-03-01"),  # nothing before: not shown
    ],
)
def test_windows(span, earliest, first, end):
    shown = window(span, TODAY, [day(earliest)])
    assert (shown.first, shown.end) == (day(first), day(end))


def test_days_lie_in_proportion_and_outside_days_on_the_edge():
    shown = window("1y", TODAY, [day("2020-01-01")])
    assert shown.x(day("2025-11-01")) == 0
    assert shown.x(TODAY) == 740.2  # 386 of 485 days
    assert shown.x(day("2019-01-01")) == 0
    assert shown.x(day("2030-01-01")) == 930


def test_months_are_named_while_they_fit_then_quarters_then_years():
    def names(span, earliest):
        shown = window(span, TODAY, [day(earliest)])
        return [(tick.month, tick.year) for tick in shown.ticks()]

    assert names("1y", "2020-01-01")[:3] == [
        ("Nov", "2025"),
        ("Dec", ""),
        ("Jan", "2026"),
    ]
    assert names("all", "2023-02-01")[:2] == [("Apr", "2023"), ("Jul", "")]
    assert names("all", "2012-05-01")[:2] == [("", "2013"), ("", "2014")]
    assert len(names("all", "1900-01-01")) <= 32


# Bars


@pytest.mark.parametrize(
    ("due", "pieces"),
    [
        (
            clock("CFA_COMPLETE", "2026-01-05", "2026-03-10", "met", completed_on="2026-02-10"),
            [("run", 124.6, 193.7), ("spare", 193.7, 247.4)],  # days 65, 101, 129
        ),
        (
            clock("CFA_COMPLETE", "2026-01-05", "2026-03-10", "late", completed_on="2026-03-30"),
            [("run", 124.6, 247.4), ("over", 247.4, 285.7)],  # to day 149
        ),
        (
            clock("CFA_COMPLETE", "2026-11-02", "2027-01-06", "open"),
            [("ahead", 701.8, 826.5)],  # days 366, 431
        ),
        (
            clock("CFA_COMPLETE", "2026-09-01", "2026-11-04", "open"),
            [("ahead", 582.9, 705.6), ("over", 705.6, 740.2)],  # overdue, up to today
        ),
        (
            clock("CFA_COMPLETE", "2026-01-05", "2026-03-10", "closed_before_due", ended_on="2026-02-10"),
            [("left", 124.6, 193.7)],
        ),
        (
            clock("CFA_COMPLETE", "2026-01-05", "2026-03-10", "closed_after_due", ended_on="2026-03-30"),
            [("left", 124.6, 247.4), ("over", 247.4, 285.7)],
        ),
    ],
    ids=["in time", "late", "running", "overdue", "ended", "ended overdue"],
)  # fmt: skip
def test_a_clock_is_drawn_by_what_became_of_it(due, pieces):
    assert drawn(a_year(dues=[due]), "Child and family assessment") == [pieces]


def test_lateness_of_a_day_is_still_seen():
    visit = clock(
        "CP_VISIT_10WD", "2026-01-05", "2026-01-19", "late", completed_on="2026-01-20"
    )
    (pieces,) = drawn(a_year(dues=[visit]), "Child protection visit")
    kind, left, right = pieces[-1]
    assert (kind, right) == ("over", 153.4) and right - left == pytest.approx(6)


def test_a_bar_is_cut_at_the_edge_of_the_picture():
    before = clock("RCPC_N", "2025-06-01", "2027-09-01", "open")
    picture = a_year(dues=[before])
    assert drawn(picture, "Review child protection conference") == [[("ahead", 0, 930)]]
    words = row(picture, "Review child protection conference").bars[0].words
    assert (words.text, words.anchor, words.x) == ("Due 1 Sep", "end", 924)


def test_clocks_over_before_the_picture_begins_are_not_drawn():
    old = clock(
        "CFA_COMPLETE", "2024-01-05", "2024-03-10", "met", completed_on="2024-02-10"
    )
    assert a_year(dues=[old]).lanes == []


def test_recurring_clocks_share_one_row_without_their_spare_time():
    dues = [
        clock("CP_VISIT_10WD", "2026-01-05", "2026-01-19", "met", completed_on="2026-01-15"),
        clock("CP_VISIT_10WD", "2026-01-15", "2026-01-29", "met", completed_on="2026-01-28"),
        clock("CP_VISIT_10WD", "2026-01-28", "2026-02-11", "open"),
    ]  # fmt: skip
    picture = a_year(
        [event("cp_visit", "2026-01-15"), event("cp_visit", "2026-01-28")], dues
    )
    visits = row(picture, "Child protection visit")
    assert {bar.y for bar in visits.bars} == {16} and visits.height == 32
    assert [(s.shape, s.x, s.y) for s in visits.signs] == [
        ("circle", 143.8, 16),
        ("circle", 168.7, 16),
    ]


def test_first_and_later_rules_of_one_kind_share_a_row():
    dues = [
        clock("CORE_GROUP_1", "2026-01-05", "2026-01-19", "met", completed_on="2026-01-15"),
        clock("CORE_GROUP_N", "2026-01-15", "2026-02-26", "met", completed_on="2026-02-20"),
    ]  # fmt: skip
    assert len(drawn(a_year(dues=dues), "Core group")) == 2


def test_clocks_of_one_time_lie_one_under_the_other():
    dues = [
        clock("CFA_COMPLETE", "2026-01-05", "2026-03-10", "met", completed_on="2026-03-01"),
        clock("CFA_COMPLETE", "2026-01-20", "2026-03-24", "met", completed_on="2026-02-20"),
    ]  # fmt: skip
    done = [
        event("assessment_authorised", "2026-03-01"),
        event("assessment_authorised", "2026-02-20"),
    ]
    found = row(a_year(done, dues), "Child and family assessment")
    assert [bar.y for bar in found.bars] == [16, 36] and found.height == 52
    assert [sign.y for sign in found.signs] == [36, 16], "each on its own clock"


def test_packing_lets_what_touches_share_a_level():
    assert pack([(0, 10), (10, 20), (15, 30), (20, 25)]) == [0, 0, 1, 0]


def test_a_clock_done_by_what_the_picture_does_not_show_gets_a_tick():
    seen = clock(
        "CHILD_SEEN", "2026-01-05", "2026-01-12", "met", completed_on="2026-01-09"
    )
    signs = row(a_year(dues=[seen]), "Child seen during assessment").signs
    assert [sign.shape for sign in signs] == ["tick"]


def test_a_clock_that_cannot_be_told_gets_a_question_mark():
    unclear = clock("CHILD_SEEN", "2026-01-05", "2026-01-12", "cannot_compute")
    seen = row(a_year(dues=[unclear]), "Child seen during assessment")
    assert [sign.shape for sign in seen.signs] == ["question"] and not seen.bars


def test_running_clocks_say_when_they_are_due():
    soon = clock("CP_VISIT_10WD", "2026-11-16", "2026-11-30", "open")
    late = clock("CORE_GROUP_N", "2026-10-01", "2026-11-12", "open")
    picture = a_year(dues=[soon, late])
    words = [
        row(picture, label).bars[0].words
        for label in ("Child protection visit", "Core group")
    ]
    assert [(w.text, w.x, w.anchor) for w in words] == [
        ("Due 30 Nov", 761.5, "start"),
        ("Overdue", 746.2, "start"),
    ]


# Lanes, bands and signs


def test_only_lanes_with_something_in_them_are_there_in_their_order():
    picture = a_year(
        [event("cp_visit", "2026-01-15"), event("referral_received", "2026-01-05")]
    )
    assert [lane.title for lane in picture.lanes] == [
        "Referral and assessment",
        "Child protection",
    ]
    first, second = picture.lanes
    assert first.y == 60 and second.y == 60 + first.height
    assert picture.height == second.y + second.height


def test_a_plan_is_a_band_from_its_beginning_to_its_end():
    events = [
        event("became_subject_of_plan", "2026-01-05"),
        event("cp_plan_ended", "2026-03-10"),
    ]
    (band,) = a_year(events).lanes[0].bands
    assert (band.x, band.right) == (124.6, 247.4) and band.begins and band.ends
    assert band.said == "Child protection plan, from 5 Jan 2026 to 10 Mar 2026"


def test_a_plan_still_open_goes_up_to_today():
    (band,) = a_year([event("became_subject_of_plan", "2024-01-05")]).lanes[0].bands
    assert (band.x, band.right, band.begins, band.ends) == (0, 740.2, False, False)
    assert band.label == "Child protection plan, from 5 Jan 2024"


def test_placements_follow_one_another_on_a_row():
    events = [
        event("placement_started", "2026-01-05"),
        event("placement_ended", "2026-03-10"),
        event("placement_started", "2026-03-10"),
    ]
    assert drawn(a_year(events), "Placements") == [
        [("stay", 124.6, 247.4)],
        [("stay", 247.4, 740.2)],
    ]


@pytest.mark.parametrize(
    ("opens", "closes", "successive", "pairs"),
    [
        ([1], [5], False, [(1, 5)]),
        ([], [5], False, [(None, 5)]),
        ([7], [5], False, [(None, 5), (7, None)]),
        ([1, 3], [5], False, [(1, 5)]),  # a second beginning within an open state
        ([1, 3], [5], True, [(1, 3), (3, 5)]),  # placements: the next ends the first
        ([1, 5, 9], [5], True, [(1, 5), (5, 9), (9, None)]),
        ([1, 8], [5, 12], False, [(1, 5), (8, 12)]),
    ],
)
def test_beginnings_are_paired_with_endings(opens, closes, successive, pairs):
    def january(n):
        return n and date(2026, 1, n)

    found = of_stays(map(january, opens), map(january, closes), successive)
    assert found == [(january(first), january(last)) for first, last in pairs]


def test_every_shown_event_has_a_shape_and_no_two_of_a_lane_share_it():
    shown = [name for name, each in EVENTS.items() if each.shown]
    assert set(shown) <= set(SHAPES)
    in_lanes = [(LANE_OF_EVENT[kind], SHAPES[kind]) for kind in shown]
    assert len(in_lanes) == len(set(in_lanes))


def test_every_shape_is_drawn_in_the_template():
    from django.template.loader import get_template

    text = get_template("casework/timeline_shapes.html").template.source
    for shape in {*SHAPES.values(), "tick", "question", "plus"}:
        assert f'id="shape-{shape}"' in text


def test_signs_too_close_to_tell_apart_lie_one_under_the_other():
    events = [
        event("referral_received", "2026-01-05"),
        event("case_closed", "2026-01-07"),
    ]
    signs = row(a_year(events), "Referrals and closing").signs
    assert [(sign.shape, sign.y) for sign in signs] == [("arrow", 16), ("cross", 36)]


def test_an_event_and_a_rule_nobody_knows_are_still_shown():
    local = clock("OLD_LOCAL_RULE", "2026-01-05", "2026-01-12", "open")
    picture = a_year([event("family_meeting", "2026-01-07")], [local])
    assert [r.label for r in picture.lanes[0].rows] == [
        "Other events",
        "OLD_LOCAL_RULE",
    ]
    assert picture.lanes[0].rows[0].signs[0].said == "Family meeting, 7 Jan 2026"


def test_the_story_in_words():
    done = clock(
        "CP_VISIT_10WD", "2026-01-05", "2026-01-19", "late", completed_on="2026-01-20"
    )
    late = clock("CP_VISIT_10WD", "2026-01-20", "2026-02-03", "open")
    assert a_year([event("cp_visit", "2026-01-20")], [done, late]).desc == (
        "Events: Child protection visit (1). Timescales completed: 1, "
        "0 in time and 1 late. Timescales running: 1, 1 overdue."
    )
    assert a_year().desc == "No events. No timescale was completed. Nothing is due."


# The list, the tally and the age


def test_the_list_puts_a_clock_with_the_event_that_completed_it():
    events = [event("cp_visit", "2026-01-20"), event("referral_received", "2026-02-02")]
    dues = [
        clock("CP_VISIT_10WD", "2026-01-05", "2026-01-19", "late", completed_on="2026-01-20"),
        clock("CP_VISIT_10WD", "2026-01-20", "2026-02-03", "open"),
        clock("CP_VISIT_10WD", "2026-11-20", "2026-12-04", "open"),
    ]  # fmt: skip
    shown = window("1y", TODAY, [day("2020-01-01")])
    february, january = months(events, dues, RULES, shown, TODAY)
    assert [entry.title for entry in february.entries] == [
        "Child protection visit, was due",
        "Referral received",
    ]
    (visit,) = january.entries
    assert [(ending.title, ending.due) for ending in visit.endings] == [("", dues[0])]


def test_the_tally_counts_each_way_a_clock_ends():
    ends = ["met", "met", "late", "closed_before_due", "cannot_compute", "open"]
    dues = [clock("CP_VISIT_10WD", "2026-01-05", "2026-01-19", end) for end in ends]
    (line,) = tally(dues, RULES)
    assert (line.title, line.met, line.late, line.done) == (
        "Child protection visit",
        2,
        1,
        3,
    )
    assert line.besides == "1 ended before due, 1 cannot be told"


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("12 years old", {"born_on": "2014-11-22"}),
        ("11 years old", {"born_on": "2014-11-23"}),
        ("2 years old", {"born_on": "2024-11-22"}),
        ("23 months old", {"born_on": "2024-11-23"}),
        ("1 month old", {"born_on": "2026-10-22"}),
        ("Less than a month old", {"born_on": "2026-10-23"}),
        ("Expected 3 February 2027", {"expected_on": "2027-02-03"}),
        ("Died 3 March 2026", {"born_on": "2014-05-02", "died_on": "2026-03-03"}),
        ("Age not recorded", {}),
    ],
)
def test_age_at_the_last_birthday(said, days):
    child = Child(**{name: day(value) for name, value in days.items()})
    assert spoken_age(child, TODAY) == said


def test_an_unknown_span_is_the_usual_one():
    assert page(Child(), [], [], RULES, "9y", TODAY)["span"] == "1y"


# The page


@pytest.fixture
def robin(town):
    """Robin on a plan: a visit done late, one running, an old referral."""
    extract = Extract.objects.create(
        file_name="a.xlsx", stored_as="a", as_at=day("2026-01-01"), uploaded_by=town.sam
    )
    worker = Worker.objects.create(source_id="w1", name="Kit Amos", team=town.north)
    today = timezone.localdate()
    ago = SimpleNamespace(**{f"d{n}": today - timedelta(n) for n in (3, 10, 30, 900)})
    happened = [("became_subject_of_plan", ago.d30), ("cp_visit", ago.d3)]
    for kind, on in [*happened, ("referral_received", ago.d900)]:
        Happening.objects.create(child=town.robin, kind=kind, on=on)
    common = {
        "child": town.robin,
        "first_in": extract,
        "worker": worker,
        "team": town.north,
    }
    Due.objects.create(
        rule="CP_VISIT_10WD", started_on=ago.d30, due_on=ago.d10, completed_on=ago.d3, status="late", **common
    )  # fmt: skip
    town.running = Due.objects.create(
        rule="CP_VISIT_10WD", started_on=ago.d3, due_on=today, status="open", **common
    )
    town.extract = extract
    return town.robin


def shown(client, user, child, query="") -> str:
    client.force_login(user)
    answer = client.get(f"/children/{child.pk}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_her_own_team_sees_the_child(client, town, robin):
    text = shown(client, town.asha, robin)
    for said in ("Robin Hale", "900123", "North", "Kit Amos", "Due today", "Done late"):
        assert said in text
    assert f'href="/timescales/{town.running.pk}/"' in text
    assert "0 of 1" in text, "how many were done in time, of how many"
    assert "2014" not in text, "the age, not the day of birth"


def test_the_picture_has_a_name_and_a_story(client, town, robin):
    text = shown(client, town.asha, robin)
    assert 'role="img" aria-labelledby="picture-title picture-desc"' in text
    assert '<title id="picture-title">Timeline of Robin Hale' in text
    assert "Timescales completed: 1, 0 in time and 1 late." in text


def test_what_is_long_past_is_shown_when_asked(client, town, robin):
    assert "Referral received" not in shown(client, town.asha, robin)
    assert "Referral received" in shown(client, town.asha, robin, "?span=all")


def test_a_mark_stands_beside_its_clock(client, town, robin):
    mark = Mark.objects.create(
        due=town.running, kind="asked", note="Rang Kit", by=town.asha
    )
    town.running.mark = mark
    town.running.save()
    text = shown(client, town.asha, robin)
    assert "Asked the worker" in text and "Rang Kit" in text


def test_a_clock_that_vanished_from_the_case_system_is_not_shown(client, town, robin):
    Due.objects.filter(child=robin).update(gone_in=town.extract)
    text = shown(client, town.asha, robin)
    assert "Nothing is due" in text and "Kit Amos" not in text


def test_looking_is_recorded(client, town, robin):
    shown(client, town.asha, robin)
    entry = AuditEntry.objects.get(action="see child")
    assert (entry.by, entry.subject_id) == (town.asha, str(robin.pk))
    assert entry.detail == {}


@pytest.mark.parametrize(
    ("who", "whom"),
    [("ben", "robin"), ("asha", "skye"), ("asha", "hidden"), ("mo", "hidden")],
)
def test_a_child_who_is_not_theirs_is_not_there(client, town, who, whom):
    client.force_login(getattr(town, who))
    assert client.get(f"/children/{getattr(town, whom).pk}/").status_code == 404
    assert not AuditEntry.objects.filter(action="see child").exists()


@pytest.mark.parametrize("who", ["ana", "adi"])
def test_some_roles_open_no_childs_page(client, town, who):
    client.force_login(getattr(town, who))
    assert client.get(f"/children/{town.robin.pk}/").status_code == 403


def test_a_restricted_record_says_who_may_see_it(client, town):
    text = shown(client, town.sam, town.hidden)
    assert "Restricted record" in text and "Shown only to Sam Whitlock" in text
    assert "Related to a member of staff" not in text
    assert "Restricted record" not in shown(client, town.sam, town.robin)


def test_an_empty_page_says_what_will_come(client, town):
    text = shown(client, town.asha, town.robin)
    assert "Nothing is due." in text and 'class="plot"' not in text
    assert "Not recorded" in text


def test_a_child_not_yet_born_and_one_without_a_name(client, town):
    child = Child.objects.create(case_id="900777", expected_on=day("2030-02-03"))
    ChildTeam.objects.create(child=child, team=town.north)
    text = shown(client, town.asha, child)
    assert "Child 900777" in text and "Expected 3 February 2030" in text


def test_the_same_questions_however_long_the_history(
    client, town, robin, django_assert_max_num_queries
):
    client.force_login(town.asha)
    address = f"/children/{robin.pk}/?span=all"
    with django_assert_max_num_queries(30) as few:
        client.get(address)
    kinds = ("cp_visit", "cin_visit", "core_group_held", "looked_after_visit")
    start = timezone.localdate() - timedelta(800)
    Happening.objects.bulk_create(
        Happening(child=robin, kind=kind, on=start + timedelta(7 * n))
        for kind in kinds
        for n in range(100)
    )
    with django_assert_max_num_queries(len(few)):
        text = client.get(address).content.decode()
    assert text.count('href="#shape-circle"') > 300
