"""Indicators, on small stories worked by hand."""

from datetime import date
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.reckon.clock import Clock, Limit, OutsideCalendar
from alongside.reckon.dues import STATUSES
from alongside.reckon.dues.tables import write_records, write_rules
from alongside.reckon.indicators import (
    DEPARTMENT,
    FAMILIES,
    INDICATORS,
    LOCAL,
    REASONS,
    BadPeriod,
    answers,
    listed,
)
from alongside.reckon.indicators.counting import count, write_clocks
from alongside.reckon.indicators.indicator import DAYS, JOINED_DAYS
from alongside.reckon.rulebook import england, read
from alongside.reckon.stores import connect
from tests.story import FEW_YEARS, Story

WHOLE = "2024-03-01/2024-05-31"


def counted(story, name, by="", whole=WHOLE, as_at=None):
    """Return an indicator's figures: period and cut, numerator, denominator, left out."""
    first, last = map(date.fromisoformat, whole.split("/"))
    rules, store = england(), _prepared()
    write_records(store, story.records, rules, FEW_YEARS)
    write_clocks(store, as_at or last)
    held = story.records.held()
    [answer] = count(store, [listed(rules)[name]], rules, held, first, last, by)
    return told(answer)


def told(answer):
    assert not answer.why_not, answer.why_not
    return {
        (figure.period, figure.by): (
            figure.numerator, figure.denominator, dict(figure.left_out),
        )
        for figure in answer.figures
    }  # fmt: skip


@cache
def _prepared():
    """A store with the calendar and England's rules already in it."""
    store = connect("sqlite://").__enter__()
    write_rules(store, england().values(), FEW_YEARS)
    return store


def test_a_clock_counts_in_the_month_it_fell_due():
    """Discussion on 25 March: 15 working days over Easter end on 17 April."""
    story = (
        Story()
        .s47("s1", "2024-03-25").conference("i1", "2024-04-17", "s1")
        .s47("s2", "2024-03-25", child="B").conference("i2", "2024-04-18", "s2", "B")
        .s47("s3", "2024-03-25", child="C")
    )  # fmt: skip
    found = counted(story, "conferences_in_time")
    assert found == {
        ("2024-03", ""): (0, 0, {}),
        ("2024-04", ""): (1, 3, {}),  # one in time, one a day late, one not held at all
        ("2024-05", ""): (0, 0, {}),
        (WHOLE, ""): (1, 3, {}),
    }


def test_what_is_left_out_is_counted_by_its_reason():
    story = (
        Story()
        .s47("s1", "2024-03-25", ended="2024-04-02", nfa="Y")
        .s47("s2", "2024-03-25", child="B").conference("i2", "2024-03-20", "s2", "B")
        .s47("s3", "2024-05-10", child="C")  # the last day in time is 3 June
        .s47("s4", "2024-05-09", child="D")  # the last day in time is the very last, 31 May
    )  # fmt: skip
    found = counted(story, "conferences_in_time")
    assert found[WHOLE, ""] == (
        0, 0, {"closed_before_due": 1, "invalid_sequence": 1, "running": 1},
    )  # fmt: skip


def test_what_ended_undone_after_its_last_day_was_late():
    """The enquiry's last day was 17 April; it ended on the 18th, with no conference."""
    story = Story().s47("s1", "2024-03-25", ended="2024-04-18", nfa="Y")
    assert counted(story, "conferences_in_time")[WHOLE, ""] == (0, 1, {})


def test_every_status_of_a_clock_has_its_place():
    """In the numerator, in the denominator alone, or left out for a reason with words."""
    placed = {
        "met": "yes", "late": "no", "overdue": "no", "late_on_arrival": "no",
        "closed_after_due": "no", "due": "running",
    }  # fmt: skip
    store = _prepared()
    day = "'2024-04-17'"
    rows = " union all ".join(
        f"select 'CLA_IHA' as rule, '{status}' as status, null as team, "
        f"{day} as started_on, {day} as due_on, null as completed_on"
        for status in STATUSES
    )
    store.run("drop table if exists reckoned")
    store.run(f"create table reckoned as {rows}")
    found = [row[2] for row in store.ask(INDICATORS["initial_health_assessments_in_time"].sql)]  # fmt: skip
    assert found == [placed.get(status, status) for status in STATUSES]
    assert set(found) - {"yes", "no"} == set(REASONS)


def test_a_later_day_of_asking_closes_what_ran_on_the_last_day():
    story = Story().s47("s4", "2024-05-09")
    found = counted(story, "conferences_in_time", as_at=date(2024, 6, 30))
    assert found[WHOLE, ""] == (0, 1, {})


def test_the_two_clocks_of_an_assessment_differ():
    """Referred on 1 March, begun on 8 March, authorised on 10 May.

    Easter takes two days and May one: 45 working days from 1 March end on 8 May, from
    8 March on 15 May. So it is late by the guidance and in time by the statistics.
    """
    story = (
        Story()
        .referral("r", "2024-03-01")
        .assessment("a", "2024-03-08", "r", "2024-05-10")
    )
    assert counted(story, "assessments_in_time")[WHOLE, ""] == (0, 1, {})
    found = counted(story, "assessments_within_45_days_of_start", by="band")
    assert found[WHOLE, ""] == (1, 1, {})
    assert found[WHOLE, "41-45"] == (1, 1, {})
    assert counted(story, "assessments_in_time", by="band")[WHOLE, "46-50"] == (
        1,
        1,
        {},
    )


def test_both_clocks_of_a_conference():
    """15 working days from Monday 25 March, over Easter, end on Wednesday 17 April."""
    story = Story()
    for number, held in enumerate(
        ("2024-03-25", "2024-04-10", "2024-04-17", "2024-04-18")
    ):
        child = f"child {number}"
        story.s47(f"s{number}", "2024-03-25", child=child)
        story.conference(f"i{number}", held, f"s{number}", child)
    story.conference("i8", "2024-03-22", "s0", "child 0")  # before the enquiry began
    story.conference("i9", "2024-05-01", None, "Z")  # of a child moved in
    found = counted(story, "conferences_within_15_days_of_s47_start", by="band")
    assert found[WHOLE, ""] == (3, 4, {"cannot_compute": 1, "invalid_sequence": 1})
    assert {cut: n for (period, cut), (n, _, _) in found.items() if period == WHOLE} == {
        "": 3, "0-10": 2, "11-15": 1, "16-20": 1, "21+": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("began", "done", "days", "why"),
    [
        ("2024-03-25", "2024-03-25", 0, "the same day"),
        ("2024-03-25", "2024-03-26", 1, "the next working day"),
        ("2024-03-28", "2024-04-02", 1, "Maundy Thursday to the Tuesday after Easter"),
        ("2024-03-22", "2024-03-23", 1, "a Saturday is of the Monday's number"),
        ("2024-03-23", "2024-03-23", 0, "begun and done on one Saturday"),
        ("2024-03-23", "2024-03-24", 1, "begun on a Saturday, done on the Sunday"),
        ("2024-03-23", "2024-03-25", 1, "begun on a Saturday: Monday is day 1"),
        ("2024-04-12", "2024-05-03", 15, "the last day in time of 15"),
        (
            "2024-04-12",
            "2024-05-04",
            16,
            "the Saturday after the last day is not in time",
        ),
    ],
)
def test_day_n(began, done, days, why):
    assert day_of(date.fromisoformat(began), date.fromisoformat(done)) == days, why


@given(
    st.dates(date(2024, 1, 1), date(2024, 12, 31)),
    st.integers(1, 60),
    st.integers(-3, 3),
)
def test_done_by_day_n_is_done_by_the_last_day_in_time_for_n(began, n, nudge):
    """A band's edge is the rule's own, at weekends and holidays too."""
    last = Limit(n, "working_days").last_day(began, FEW_YEARS)
    done = max(began, date.fromordinal(last.toordinal() + nudge))
    assert (day_of(began, done) <= n) == (done <= last)


def day_of(began, done):
    [(days,)] = _prepared().ask(
        f"select {DAYS} as days from (select 1 as one) as pair "
        + JOINED_DAYS.format(began="$began", done="$done"),
        {"began": began, "done": done},
    )
    return days


def test_a_plan_is_reviewed_within_timescales_if_every_review_was():
    """Begun on 15 January: the first review is due by 15 April, the next six months on."""
    story = Story()
    lives = {
        "in time": ["2024-04-15"],
        "a day late": ["2024-04-16"],
        "not reviewed": [],
        "once late, later in time": ["2024-04-20", "2024-05-20"],
    }
    for child, reviews in lives.items():
        story.cp_plan(f"plan {child}", "2024-01-15", child=child)
        for day in reviews:
            story.cp_review(day, child=child)
    story.cp_plan("ended", "2024-01-15", "2024-05-31", child="ended on the day")
    story.cp_plan("young", "2024-03-01", child="three months tomorrow")
    found = counted(story, "plans_reviewed_within_timescales")
    assert found[WHOLE, ""] == (1, 4, {})
    # Three months from 15 January are not over until 15 April: nobody in March, and in
    # April the plan that ends in May stands too, without a review.
    assert found["2024-03", ""] == (0, 0, {})
    assert found["2024-04", ""] == (1, 5, {})


def test_a_plan_whose_review_falls_due_on_the_very_day_is_not_late_yet():
    story = Story().cp_plan("p", "2024-02-29")
    found = counted(
        story, "plans_reviewed_within_timescales", whole="2024-05-01/2024-05-29"
    )
    assert found["2024-05-01/2024-05-29", ""] == (1, 1, {})


def test_of_latest_reviews_alone_a_late_one_cannot_be_judged():
    story = Story().latest_only("ssd_cp_reviews")
    story.cp_plan("p", "2023-06-15").cp_review("2024-02-20")
    found = counted(story, "plans_reviewed_within_timescales")
    assert found[WHOLE, ""] == (0, 0, {"cannot_compute": 1})


def test_a_plan_of_two_years_ends_on_its_second_anniversary_or_after():
    story = (
        Story()
        .cp_plan("1", "2022-03-15", "2024-03-14", child="A")
        .cp_plan("2", "2022-03-15", "2024-03-15", child="B")
        .cp_plan("3", "2024-03-15", "2024-03-14", child="C")
        .cp_plan("4", None, "2024-03-14", child="D")
        .cp_plan("5", "2022-02-01", None, child="E")
    )
    assert counted(story, "plans_lasting_two_years")[WHOLE, ""] == (
        1, 2, {"cannot_compute": 1, "invalid_sequence": 1},
    )  # fmt: skip


def test_a_rereferral_is_within_twelve_months_of_an_earlier_day():
    story = Story()
    story.referral("0", "2022-06-01", child="Z")
    story.records.rows["ssd_cin_episodes"][0]["cine_referral_nfa"] = "Y"
    for child, days in {
        "anniversary": ("2023-04-10", "2024-04-10"),
        "a day more": ("2023-04-09", "2024-04-10"),
        "the same day": ("2024-04-10", "2024-04-10"),
        "thrice": ("2024-03-01", "2024-04-01", "2024-05-01"),
    }.items():
        for number, day in enumerate(days):
            story.referral(f"{child} {number}", day, child=child)
    assert counted(story, "rereferrals_within_12_months")[WHOLE, ""] == (3, 7, {})


def test_a_rereferral_is_not_known_before_twelve_months_of_referrals_are_held():
    """An open case gives its old referral; one that came to nothing shows all are held."""
    story = Story()
    story.referral("old", "2022-01-10", child="open case")
    story.referral("nfa", "2023-04-15", child="B")
    story.records.rows["ssd_cin_episodes"][1]["cine_referral_nfa"] = "Y"
    story.referral("1", "2024-04-15", child="C").referral("2", "2024-04-16", child="D")
    found = counted(story, "rereferrals_within_12_months")
    assert found[WHOLE, ""] == (0, 1, {"cannot_compute": 1})


def test_each_team_and_those_of_none():
    story = (
        Story()
        .referral("1", "2024-03-04", team="North").decision("1", "2024-03-05")
        .referral("2", "2024-03-04", child="B", team="North")
        .referral("3", "2024-03-04", child="C")
    )  # fmt: skip
    found = counted(story, "referrals_decided_in_time", by="team")
    march = {cut: n for (period, cut), n in found.items() if period == "2024-03"}
    assert march == {
        "": (1, 3, {}),
        "North": (1, 2, {}),
        "no team recorded": (0, 1, {}),
    }
    assert found["2024-05", "North"] == (0, 0, {}), "a team's quiet month has a row"


def test_the_departments_figures_heed_no_councils_number(tmp_path):
    own = tmp_path / "own.toml"
    signed = 'changed_by = "Children and Families Committee, 1 February 2024"'
    own.write_text(
        f"[CFA_COMPLETE]\nwithin = {{ working_days = 35 }}\n{signed}\n"
        f"[RCPC_1]\nwithin = {{ months = 2 }}\n{signed}\n"
    )
    story = (
        Story()
        .referral("r", "2024-03-01").assessment("a", "2024-03-01", "r", "2024-05-08")
        .cp_plan("p", "2024-02-01", child="B").cp_review("2024-05-01", child="B")
    )  # fmt: skip
    found = {
        answer.indicator.name: told(answer)[WHOLE, ""]
        for answer in asked(story, read(own))
    }
    assert found["assessments_in_time"] == (0, 1, {})
    assert found["first_review_conferences_in_time"] == (0, 1, {})
    assert found["assessments_within_45_days_of_start"] == (1, 1, {})
    assert found["plans_reviewed_within_timescales"] == (1, 1, {})


def asked(story, rules=None):
    """Return every answer for the whole period, as the command comes by it."""
    days = map(date.fromisoformat, WHOLE.split("/"))
    return answers(
        story.records, rules or england(), FEW_YEARS, *days, address="sqlite://"
    )


def test_every_reckoned_rule_is_counted_by_itself_and_once():
    rules = england()
    named = listed(rules)
    reckoned = {code for code, rule in rules.items() if rule.computed}
    alone = [
        code
        for indicator in named.values()
        if indicator.family == LOCAL
        for code in [set(indicator.rules) & reckoned]
        if len(code) == 1
    ]
    assert sorted(code for [code] in alone) == sorted(reckoned)
    assert len(set(named)) == len(named)


def test_each_indicator_says_all_that_a_reader_needs():
    for name, indicator in INDICATORS.items():
        assert name == indicator.name and name.islower()
        assert indicator.family in FAMILIES
        for said in (
            "title",
            "counted",
            "numerator",
            "left_out",
            "placed_by",
            "source",
        ):
            assert len(getattr(indicator, said)) > 9, (name, said)
        for reason in REASONS:
            assert len(REASONS[reason]) > 9
        assert set(indicator.rules) <= set(england())
        assert indicator.family == DEPARTMENT or indicator.rules
        firsts = [band.first for band in indicator.bands]
        lasts = [band.last for band in indicator.bands]
        assert firsts[1:] == [last + 1 for last in lasts[:-1]], "no day in two bands"


def test_what_the_export_lacks_is_said_and_not_counted_as_nought():
    found = asked(Story().without("local_referral_decisions", "ssd_cp_plans"))
    silent = {a.indicator.name: a for a in found if a.why_not}
    assert {"referrals_decided_in_time", "cp_visits_in_time", "plans_lasting_two_years"} <= set(silent)  # fmt: skip
    assert all(answer.figures == () for answer in silent.values())
    assert "assessments_in_time" not in silent


@pytest.mark.parametrize(
    ("first", "last", "as_at", "said"),
    [
        ("2024-06-01", "2024-05-31", None, "before it begins"),
        ("2024-03-01", "2024-05-31", "2024-05-30", "known only up to 2024-05-30"),
    ],
)
def test_a_period_that_cannot_be_answered_for_is_refused(first, last, as_at, said):
    days = (date.fromisoformat(first), date.fromisoformat(last), as_at and date.fromisoformat(as_at))  # fmt: skip
    with pytest.raises(BadPeriod, match=said):
        answers(Story().records, england(), FEW_YEARS, *days)


def test_a_period_past_the_calendar_is_refused():
    with pytest.raises(OutsideCalendar, match="31 December 2028"):
        answers(Story().records, england(), Clock.england(), date(2028, 1, 1), date(2029, 1, 1))  # fmt: skip


def test_a_value_and_its_limits():
    story = Story()
    for number in range(3):
        story.referral(f"{number}", "2024-03-04", child=f"{number}")
        story.decision(
            f"{number}", "2024-03-05" if number else "2024-03-06", f"{number}"
        )
    by_name = {answer.indicator.name: answer.figures for answer in asked(story)}
    figure = by_name["referrals_decided_in_time"][-1]
    assert figure.value == Decimal("66.7")
    assert figure.limits == (Decimal("20.8"), Decimal("93.9"))
    nothing = by_name["cp_visits_in_time"]
    assert {(f.denominator, f.value, f.limits) for f in nothing} == {(0, None, None)}
