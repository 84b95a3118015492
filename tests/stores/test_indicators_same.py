"""Every indicator, two ways: its SELECT on each engine, and a plain count of the same."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from alongside.reckon.clock import Clock, months_from
from alongside.reckon.council import build
from alongside.reckon.dues import dues
from alongside.reckon.indicators import INDICATORS, LOCAL, answers
from alongside.reckon.rulebook import england
from tests.story import FEW_YEARS, Story

FIRST, LAST = date(2026, 3, 15), date(2026, 9, 30)
WHOLE = f"{FIRST}/{LAST}"
OUTCOME = {
    "met": "yes", "late": "no", "overdue": "no", "late_on_arrival": "no",
    "closed_after_due": "no", "due": "running",
}  # fmt: skip
CLOCK = Clock.england()


@pytest.fixture(scope="module")
def records():
    """A small invented council, spoiled as real exports are."""
    found = build(120, 7, LAST).extract(LAST, faults=True)
    recent = [
        row
        for row in found.rows["ssd_cin_assessments"]
        if row["cina_assessment_auth_date"] and row["cina_assessment_auth_date"] > FIRST
    ]
    for row in recent[:9]:  # authorised a week before they began
        row["cina_assessment_start_date"] = row[
            "cina_assessment_auth_date"
        ] + timedelta(7)
    return found


def asked(records, address):
    return answers(records, england(), CLOCK, FIRST, LAST, by="team", address=address)


@pytest.fixture(scope="module")
def answered(records):
    return asked(records, "duckdb://")


@pytest.mark.slow
def test_the_plain_count_agrees(records, answered):
    reckoned = dues(records, england(), CLOCK, LAST)
    met = Counter()
    for answer in answered:
        name = answer.indicator.name
        assert not (answer.why_not and name in INDICATORS), answer.why_not
        if answer.indicator.snapshot:
            continue
        cases = plain_cases(answer.indicator, records, reckoned)
        expected = by_period_and_team(cases)
        for figure in answer.figures:
            left_out = dict(figure.left_out)
            outcomes = Counter(left_out) + Counter(
                yes=figure.numerator, no=figure.denominator - figure.numerator
            )
            assert outcomes == expected[figure.period, figure.by], name
            met.update(outcomes)
    assert set(met) >= {
        "yes", "no", "invalid_sequence", "cannot_compute", "closed_before_due", "running",
    }  # fmt: skip


@pytest.mark.slow
def test_the_plain_count_of_plans_reviewed_agrees(records, answered):
    [answer] = [each for each in answered if each.indicator.snapshot]
    reckoned = dues(records, england(), CLOCK, LAST)
    ends = {"2026-03": date(2026, 3, 31), "2026-06": date(2026, 6, 30), WHOLE: LAST}
    found = {f.period: f for f in answer.figures if not f.by}
    for period, day in ends.items():
        figure = found[period]
        expected = Counter(plans_reviewed(records, reckoned, day))
        assert figure.numerator == expected["yes"] > 0
        assert figure.denominator == expected["yes"] + expected["no"]
        assert dict(figure.left_out) == {k: n for k, n in expected.items() if k not in ("yes", "no")}  # fmt: skip


@pytest.mark.slow
@pytest.mark.postgres
def test_every_engine_gives_the_same_figures(records, answered, postgres_url):
    cases = [figure.denominator for answer in answered for figure in answer.figures]
    assert sum(cases) > 1000
    for address in ("sqlite://", postgres_url):
        assert asked(records, address) == answered, address


@pytest.mark.slow
def test_spark_gives_the_same_figures(spark_url):
    """A few cases, each of another kind: Spark is slow to ask, however small the question."""
    story = (
        Story()
        .referral("r", "2024-03-01", team="North").assessment("a", "2024-03-08", "r", "2024-05-10")
        .s47("s", "2024-03-25").conference("i", "2024-04-17", "s").conference("j", "2024-04-20")
        .cp_plan("p", "2024-01-15").cp_review("2024-04-15")
        .cp_plan("q", "2022-01-01", "2024-04-01", child="B")
    )  # fmt: skip
    story.records.rows["ssd_cin_episodes"][0]["cine_referral_nfa"] = "Y"
    period = (date(2024, 3, 1), date(2024, 5, 31), None, "team")
    spark, sqlite = (
        answers(story.records, england(), FEW_YEARS, *period, address)
        for address in (spark_url, "sqlite://")
    )
    assert spark == sqlite
    assert sum(f.numerator for answer in sqlite for f in answer.figures) > 10


def by_period_and_team(cases):
    """Return outcomes counted for each month and the whole, of all and of each team."""
    found = {}
    for day, team, outcome in cases:
        if day and FIRST <= day <= LAST:
            for period in (f"{day:%Y-%m}", WHOLE):
                for by in ("", team or "no team recorded"):
                    found.setdefault((period, by), Counter())[outcome] += 1
    return _Missing(found)


class _Missing(dict):
    def __missing__(self, key):
        return Counter()


def plain_cases(indicator, records, reckoned):
    if indicator.family == LOCAL:
        return [
            (
                due.due_on or due.started_on,
                due.team,
                OUTCOME.get(due.status, due.status),
            )
            for due in reckoned
            if due.code in indicator.rules
        ]
    return list(PLAIN[indicator.name](records.rows))


def assessments(rows):
    for row in rows["ssd_cin_assessments"]:
        began, done = (
            row["cina_assessment_start_date"],
            row["cina_assessment_auth_date"],
        )
        yield done, row["cina_assessment_team"], judged(began, done, 45)


def conferences(rows):
    enquiries = {row["s47e_s47_enquiry_id"]: row for row in rows["ssd_s47_enquiry"]}
    for row in rows["ssd_initial_cp_conference"]:
        enquiry = enquiries.get(row["icpc_s47_enquiry_id"], {})
        team = enquiry.get("s47e_s47_team") or row["icpc_icpc_team"]
        held = row["icpc_icpc_date"]
        yield held, team, judged(enquiry.get("s47e_s47_start_date"), held, 15)


def judged(began, done, days):
    if began is None or done is None:
        return "cannot_compute"
    if done < began:
        return "invalid_sequence"
    return "yes" if done <= CLOCK.working_days(began, days) else "no"


def plans_of_two_years(rows):
    for row in rows["ssd_cp_plans"]:
        began, ended = row["cppl_cp_plan_start_date"], row["cppl_cp_plan_end_date"]
        outcome = "cannot_compute"
        if began and ended:
            outcome = "yes" if ended >= months_from(began, 24) else "no"
            outcome = "invalid_sequence" if ended < began else outcome
        yield ended, row["cppl_cp_plan_team"], outcome


def rereferrals(rows):
    referrals = [r for r in rows["ssd_cin_episodes"] if r["cine_referral_date"]]
    held_from = min(r["cine_referral_date"] for r in referrals if r["cine_referral_nfa"] == "Y")  # fmt: skip
    for row in referrals:
        day = row["cine_referral_date"]
        again = any(
            other["cine_person_id"] == row["cine_person_id"]
            and other["cine_referral_date"] < day <= months_from(other["cine_referral_date"], 12)
            for other in referrals
        )  # fmt: skip
        known = day > months_from(held_from, 12)
        yield day, row["cine_referral_team"], ("yes" if again else "no") if known else "cannot_compute"  # fmt: skip


PLAIN = {
    "assessments_within_45_days_of_start": assessments,
    "conferences_within_15_days_of_s47_start": conferences,
    "plans_lasting_two_years": plans_of_two_years,
    "rereferrals_within_12_months": rereferrals,
}


def plans_reviewed(records, reckoned, day):
    for row in records.rows["ssd_cp_plans"]:
        began, ended = row["cppl_cp_plan_start_date"], row["cppl_cp_plan_end_date"]
        if not began or months_from(began, 3) > day or (ended and ended <= day):
            continue
        clocks = [
            due
            for due in reckoned
            if due.code in ("RCPC_1", "RCPC_N")
            and due.child_id == row["cppl_person_id"]
            and due.episode == row["cppl_cp_plan_id"]
            and due.started_on <= day
        ]
        unknown = any(
            c.status in ("cannot_compute", "invalid_sequence") for c in clocks
        )
        late = [c for c in clocks if c.due_on and c.due_on < day and not (c.completed_on and c.completed_on <= c.due_on)]  # fmt: skip
        yield "cannot_compute" if unknown or not clocks else "no" if late else "yes"
