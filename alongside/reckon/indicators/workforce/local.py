"""The local family: as councils' reports to their committees count, by month and team.

None of these may stand beside a figure of the Department's: the populations, windows and
denominators differ. "Report 2015" and "report 2019" are Nottinghamshire's to its committees.
"""

from __future__ import annotations

from alongside.reckon.indicators.indicator import LOCAL
from alongside.reckon.indicators.workforce.ratio import (
    HIGHER,
    LOWER,
    RATE,
    SHARE,
    Ratio,
)

_TEAM = (
    "The team's own staff, agency apart, social workers or all as the council decides"
)
FEW_PEOPLE = 5  # as for every figure of who was away
FEW_DAYS = FEW_PEOPLE * 18  # available to so many full-timers in the shortest month
_MONTH, _END = "the month", "the last day of the month"

turnover = Ratio(
    name="turnover_local",
    title="Turnover (local, six months, per establishment post)",
    family=LOCAL,
    population="Social workers of the teams asked about; moves between teams are not leavers",
    numerator="People who left children's social care in the six months",
    denominator="Social worker posts of the establishment, filled or not",
    period="six months",
    top="leavers",
    bottom=("posts",),
    counted="leavers",
    over="posts",
    nature=RATE,
    better=LOWER,
    source="Report 2015, paragraph 14",
)

leavers = Ratio(
    name="leavers_local",
    title="Leavers (local, in the month, per 100 people in post)",
    family=LOCAL,
    population=_TEAM,
    numerator="People who left the council's children's social care in the month",
    denominator="People in post on the first day of the month",
    period=_MONTH,
    top="leavers",
    bottom=("in_post",),
    counted="leavers",
    over="people in post",
    unit="per 100",
    nature=RATE,
    better=LOWER,
    source="Report 2015, paragraph 14, put on a month",
)

sickness_days = Ratio(
    name="sickness_days_local",
    title="Sickness (local, days lost in the month, per team)",
    family=LOCAL,
    population=_TEAM,
    numerator="Working days lost to sickness in the month",
    denominator="Teams",
    period=_MONTH,
    top="days_lost",
    bottom=("teams",),
    counted="days lost",
    over="teams",
    unit="days",
    scale=1,
    places=2,
    better=LOWER,
    source="Report 2015, paragraph 15",
)

sickness = Ratio(
    name="sickness_local",
    title="Sickness (local, in the month, share of the days available)",
    family=LOCAL,
    population=_TEAM,
    numerator="Working days lost to sickness in the month",
    denominator="Working days of the month times full-time equivalents in post",
    period=_MONTH,
    top="days_lost",
    bottom=("days_available",),
    counted="days lost",
    over="days available",
    better=LOWER,
    source="Report 2015, paragraph 15, with the team's size",
    least=FEW_DAYS,
)

agency = Ratio(
    name="agency_local",
    title="Agency (local, month end, share of the FTE at work in the team)",
    family=LOCAL,
    population="Everybody at work in the team, agency workers covering a post or not",
    numerator="Full-time equivalents of agency workers",
    denominator="Full-time equivalents of agency workers and of staff in post",
    period=_END,
    top="agency_fte",
    bottom=("agency_fte", "in_post_fte"),
    counted="FTE of agency",
    over="FTE at work",
    better=LOWER,
    source="Report 2015, paragraphs 3 and 16",
)

vacancies = Ratio(
    name="vacancies_local",
    title="Vacancies (local, month end, share of the establishment's FTE)",
    family=LOCAL,
    population="Approved posts of the team, whatever the role",
    numerator="Full-time equivalents of the establishment that nobody employed holds",
    denominator="Full-time equivalents of the establishment",
    period=_END,
    top="vacant_fte",
    bottom=("establishment_fte",),
    counted="FTE vacant",
    over="FTE of the establishment",
    better=LOWER,
    source="Report of April 2015 on the pilot's posts, paragraphs 3 and 4",
)

caseload = Ratio(
    name="caseload_local",
    title="Caseload (local, month end, cases per FTE social worker of the team)",
    family=LOCAL,
    population="Social workers of the team, with cases or without",
    numerator="Cases allocated to the team's workers",
    denominator="Full-time equivalents of the team's social workers",
    period=_END,
    top="cases",
    bottom=("workers_fte",),
    counted="cases",
    over="FTE",
    unit="cases",
    scale=1,
    better=LOWER,
    source="Report 2019, paragraph 5",
)

time_owed = Ratio(
    name="time_owed_local",
    title="Time off in lieu (local, month end, hours owed per FTE)",
    family=LOCAL,
    population=_TEAM,
    numerator="Hours earned and not taken",
    denominator="Full-time equivalents in post",
    period=_END,
    top="hours_owed",
    bottom=("in_post_fte",),
    counted="hours owed",
    over="FTE in post",
    unit="hours",
    scale=1,
    better=LOWER,
    source="Report 2015, paragraph 17",
    least=FEW_PEOPLE,
)

audits_good = Ratio(
    name="audits_good_local",
    title="Audits good or better (local, in the month, share of audits graded)",
    family=LOCAL,
    population="Case audits of the team graded in the month",
    numerator="Audits graded good or outstanding",
    denominator="Audits graded",
    period=_MONTH,
    top="good_or_better",
    bottom=("audits",),
    counted="audits good or better",
    over="audits",
    nature=SHARE,
    better=HIGHER,
    source="Report 2015, paragraph 18",
)

audits_inadequate = Ratio(
    name="audits_inadequate_local",
    title="Audits inadequate (local, in the month, share of audits graded)",
    family=LOCAL,
    population="Case audits of the team graded in the month",
    numerator="Audits graded inadequate",
    denominator="Audits graded",
    period=_MONTH,
    top="inadequate",
    bottom=("audits",),
    counted="audits inadequate",
    over="audits",
    nature=SHARE,
    better=LOWER,
    source="Report 2015, paragraph 18",
)

in_time = Ratio(
    name="in_time_local",
    title="In time (local, in the month, share of the timescales that fell due)",
    family=LOCAL,
    population="Timescales of the team's children whose last day was in the month",
    numerator="Done by their last day",
    denominator="Fell due in the month",
    period=_MONTH,
    top="in_time",
    bottom=("fell_due",),
    counted="in time",
    over="fell due",
    nature=SHARE,
    better=HIGHER,
    source="Report 2019, paragraph 10 c",
)

span = Ratio(
    name="span_local",
    title="Span (local, posts supervised per supervising post)",
    family=LOCAL,
    population="Posts of one role and the posts that supervise them",
    numerator="Posts supervised",
    denominator="Supervising posts",
    period="a day",
    top="supervised",
    bottom=("supervising",),
    counted="posts supervised",
    over="supervising posts",
    unit="posts",
    scale=1,
    source="Report of April 2015 on the pilot's posts, paragraph 8",
)

MONTHLY = (
    leavers, sickness, agency, vacancies, caseload, time_owed,
    audits_good, audits_inadequate, in_time,
)  # fmt: skip
"""What is watched month by month: the others are asked for once, by a report."""
