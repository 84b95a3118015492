"""Invented children's records for Hypothesis, aimed at the days things fall due.

Each thing that completes a clock is drawn within three days of the last day in time, and
now and then anywhere, or without a day: completions before starts, closures on the day due,
plans that overlap, two things on one day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from alongside.reckon.clock import Limit, OutsideCalendar
from alongside.reckon.records import TABLES, Records
from alongside.reckon.rulebook import england
from tests.story import FEW_YEARS, Story

# The stories know few years, so childhood is over in them at three.
_SHORT = replace(england()["EIGHTEENTH_BIRTHDAY"], within=Limit(3, "birthdays"))
RULES = {**england(), _SHORT.code: _SHORT}
WINDOW = (date(2023, 10, 1), date(2025, 6, 30))
LATEST = (
    "ssd_cin_visits", "ssd_cp_visits", "ssd_cp_reviews", "ssd_cla_reviews", "ssd_cla_visits",
    "ssd_cla_health",
)  # fmt: skip

OF_YEAR = ("ssd_cp_reviews", "ssd_cla_reviews")

starts = st.sampled_from(
    [date(2024, 3, 25), date(2024, 12, 20), date(2024, 2, 29), date(2023, 11, 30)]
) | st.dates(*WINDOW)
flags = st.sampled_from([None, None, None, "Y", "N"])


@st.composite
def near(draw, start, code):
    """A day within three of the last day in time; or any near the start; or none."""
    kind = draw(st.sampled_from("eeeeeesn"))
    if kind == "n" or start is None:
        return None
    if kind == "e":
        try:
            due = RULES[code].due(start, FEW_YEARS)
            return due + timedelta(draw(st.integers(-3, 3)))
        except OutsideCalendar:
            pass
    return start + timedelta(draw(st.integers(-3, 10)))


@st.composite
def late(draw, start, code):
    """A day or a few after the last day in time."""
    try:
        return RULES[code].due(start, FEW_YEARS) + timedelta(draw(st.integers(1, 3)))
    except OutsideCalendar:
        return None


def dated(day, if_none):
    return if_none if day is None else day


@st.composite
def childs_life(draw, story, child):
    """Tell of one child: some of a referral, an enquiry, plans and periods of care."""
    mark = f"{child}-"
    parts = draw(
        st.sets(
            st.sampled_from(["referral", "s47", "cp", "cin", "care", "leaver", "fed"]),
            min_size=1,
        )
    )
    if "referral" in parts:
        _referral(draw, story, child, mark)
    if "s47" in parts:
        _enquiry(draw, story, child, mark)
    if "cp" in parts:
        _protection(draw, story, child, mark)
    if "cin" in parts:
        began = draw(starts)
        story.cin_plan(
            f"{mark}n", began, draw(st.none() | near(began, "CIN_VISIT_20WD")), child
        )
        _chain(
            draw,
            began,
            "CIN_VISIT_20WD",
            lambda on: story.cin_visit(on, draw(flags), child),
        )
    if "care" in parts:
        _care(draw, story, child, mark)
    if "leaver" in parts:
        _leaver(draw, story, child)
    if "fed" in parts:
        _fed(draw, story, child, mark)
    if draw(st.integers(0, 2)) == 0:
        _out_of_the_ordinary(draw, story, child)
    for number in range(draw(st.integers(0, 2))):
        on = draw(starts)
        story.allocated(
            f"w{number}", f"team {number}", on, draw(st.none() | starts), child=child
        )


def _chain(draw, began, code, tell):
    """Tell of up to three of a thing, each near the day due after the one before."""
    for _ in range(draw(st.integers(0, 3))):
        on = draw(near(began, code))
        tell(on)
        if draw(st.integers(0, 5)) == 0:
            tell(on)  # the same day again
        began = dated(on, began)


def _referral(draw, story, child, mark):
    came = draw(starts)
    team, worker = draw(st.sampled_from([(None, None), ("North", "w1")]))
    if draw(st.booleans()):
        decided = draw(starts)
        ended = draw(st.none() | near(decided, "PLO_PRE_16W"))
        story.pre_proceedings(decided, ended, child)
    closed = draw(
        st.none() | near(came, draw(st.sampled_from(["REF_DECISION", "CFA_COMPLETE"])))
    )
    story.referral(f"{mark}r", came, closed, child, team, worker)
    _chain(draw, came, "REF_DECISION", lambda on: story.decision(f"{mark}r", on, child))
    began = came
    for number in range(draw(st.integers(0, 2))):
        began = draw(
            st.sampled_from(
                [came, came + timedelta(1), draw(near(came, "CFA_COMPLETE"))]
            )
        )
        story.assessment(
            f"{mark}a{number}", began, draw(st.sampled_from([f"{mark}r", None])),
            draw(st.none() | near(came, "CFA_COMPLETE")), draw(flags), child,
        )  # fmt: skip
    visit = draw(st.sampled_from([story.cin_visit, story.cp_visit, story.visit]))
    _chain(
        draw, dated(began, came), "CHILD_SEEN", lambda on: visit(on, draw(flags), child)
    )


def _enquiry(draw, story, child, mark):
    began = draw(starts)
    story.s47(
        f"{mark}s", began, draw(st.none() | near(began, "S47_ICPC")), draw(flags),
        draw(st.sampled_from([f"{mark}r", None])), child,
    )  # fmt: skip
    if draw(st.booleans()):
        story.discussion(f"{mark}s", draw(near(began, "STRAT_DISC")), "Y", child)
    for number in range(draw(st.integers(0, 2))):
        on = draw(near(began, "S47_ICPC"))
        story.conference(
            f"{mark}i{number}", on, draw(st.sampled_from([f"{mark}s", None])), child
        )


def _protection(draw, story, child, mark):
    began = draw(starts)
    for number in range(draw(st.integers(1, 2))):
        ended = draw(
            st.none()
            | near(
                began,
                draw(st.sampled_from(["CORE_GROUP_1", "RCPC_1", "CP_VISIT_10WD"])),
            )
        )
        conference = draw(st.sampled_from([f"{mark}i0", f"{mark}i9", None]))
        story.cp_plan(f"{mark}p{number}", began, ended, conference, child, "East", "w7")
        _chain(
            draw,
            began,
            "CP_VISIT_10WD",
            lambda on: story.cp_visit(on, draw(flags), child),
        )
        first = draw(near(began, "CORE_GROUP_1"))
        story.core_group(first, child)
        _chain(
            draw,
            dated(first, began),
            "CORE_GROUP_N",
            lambda on: story.core_group(on, child),
        )
        first = draw(near(began, "RCPC_1"))
        story.cp_review(first, draw(flags), child)
        _chain(
            draw,
            dated(first, began),
            "RCPC_N",
            lambda on: story.cp_review(on, draw(flags), child),
        )
        # The next plan begins the day this one ended, or overlaps it.
        began = dated(ended, began) + timedelta(draw(st.integers(-3, 3)))


def _care(draw, story, child, mark):
    began = draw(starts)
    for number in range(draw(st.integers(1, 2))):
        ceased = draw(
            st.none()
            | near(began, draw(st.sampled_from(["CLA_REVIEW_1", "CLA_REVIEW_2"])))
        )
        period = draw(st.sampled_from([f"{mark}c{number}", None]))
        if draw(st.integers(0, 5)) == 0:
            story.legal_status("V4", began, draw(st.none() | st.just(ceased)), child)
        if draw(st.booleans()) and ceased and ceased > began:
            turned = began + timedelta(2)
            story.care(period, began, turned, child, "West", "w3")
            story.care(period, turned, ceased, child, "West", "w4")
        else:
            story.care(period, began, ceased, child)
        first = draw(near(began, "CLA_REVIEW_1"))
        story.review(first, draw(flags), child)
        second = draw(near(dated(first, began), "CLA_REVIEW_2"))
        story.review(second, draw(flags), child)
        _chain(
            draw,
            dated(second, began),
            "CLA_REVIEW_N",
            lambda on: story.review(on, draw(flags), child),
        )
        _placements(draw, story, child, f"{mark}{number}", began)
        _health(draw, story, child, began)
        began = dated(ceased, began) + timedelta(draw(st.integers(-1, 10)))


def _placements(draw, story, child, mark, began):
    for _ in range(draw(st.integers(0, 2))):
        plan = draw(
            st.sampled_from(["Long-term fostering", "Long-term fostering", None])
        )
        story.permanence(plan, draw(st.none() | near(began, "CLA_REVIEW_2")), child)
    # Some placements are as old as makes this visit fall near their first anniversary.
    placed = draw(
        st.sampled_from([began - timedelta(364), began - timedelta(366), began])
    )
    moved = draw(st.none() | st.none() | near(began, "CLA_VISIT_1"))
    story.placement(f"{mark}h1", placed, moved, child)
    if moved:
        story.placement(
            f"{mark}h2", moved, draw(st.none() | near(moved, "CLA_VISIT_1")), child
        )
    _chain(draw, began, "CLA_VISIT_1", lambda on: story.visit(on, draw(flags), child))
    code = draw(st.sampled_from(["CLA_VISIT_6W", "CLA_VISIT_LT_3M"]))
    _chain(
        draw, dated(moved, began), code, lambda on: story.visit(on, draw(flags), child)
    )


def _health(draw, story, child, began):
    """Checks near their days due, of children under five, over it and of no known age."""
    born = draw(st.sampled_from([None, date(2022, 3, 25), date(2010, 3, 25)]))
    if born:
        story.born(born, child)
    first = dated(draw(near(began, "CLA_IHA")), began)
    tell = story.check
    tell(first, child=child)
    _chain(draw, began, "CLA_SDQ", lambda on: story.sdq(on, child=child))
    code = draw(st.sampled_from(["CLA_RHA_U5", "CLA_RHA_5P"]))
    status = st.sampled_from([None, "Completed", "Refused"])
    _chain(draw, first, code, lambda on: tell(on, "Health check", draw(status), child))
    _chain(draw, began, "CLA_DENTAL", lambda on: tell(on, "Dental check", None, child))


def _leaver(draw, story, child):
    reviewed = draw(st.none() | starts)
    touch = draw(st.sampled_from([None, "YES", "REFU", "NREQ"]))
    story.leaver(reviewed, draw(st.none() | starts), touch, child)
    if draw(st.integers(0, 3)) == 0:
        story.leaver(draw(near(reviewed, "CL_PP_REVIEW")), None, touch, child)


FED = {  # what starts, what completes, under which rule
    "referral_received": ("referral_acknowledged", "REF_ACK"),
    "complaint_received": ("complaint_answered", "COMP_S1"),
    "initial_conference_planned": ("conference_report_shared", "ICPC_REPORT"),
    "private_fostering_first_visit": ("private_fostering_visit_year_1", "PF_VISIT_Y1"),
    "adviser_visit": ("adviser_visit", "CL_PA_VISIT_2M"),
}


def _fed(draw, story, child, mark):
    """What the council tells of itself: with an episode or none, recorded late or not."""
    for kind in draw(st.sets(st.sampled_from(sorted(FED)), min_size=1, max_size=3)):
        done, code = FED[kind]
        began = draw(starts)
        episode = draw(st.sampled_from([None, f"{mark}r", f"{mark}f"]))
        story.fed(done, began - timedelta(900), "of old", None, child)
        for _ in range(draw(st.sampled_from([1, 2, 2]))):
            recorded = draw(st.none() | near(began, code) | late(began, code))
            if kind != "referral_received":
                story.fed(kind, began, episode, recorded, child, "Post")
            if draw(st.booleans()):
                on = draw(near(began, code))
                story.fed(done, on, episode, draw(st.none() | near(began, code)), child)
                began = draw(st.sampled_from([began, dated(on, began)]))
            else:
                began += timedelta(draw(st.sampled_from([0, 1, 1, 3])))


ORDINARY = (
    "REF_DECISION", "CFA_COMPLETE", "CP_VISIT_10WD", "CORE_GROUP_1", "CLA_REVIEW_1",
    "CLA_VISIT_1", "CIN_VISIT_20WD", "COMP_S1", "CL_PA_VISIT_2M",
)  # fmt: skip


def _out_of_the_ordinary(draw, story, child):
    """Clocks stopped, days set, and a childhood that ends near a day due."""
    told = sorted(_days_told_of(story, child)) or [WINDOW[0]]
    for code in draw(st.sets(st.sampled_from(ORDINARY), min_size=2, max_size=5)):
        first = draw(st.sampled_from(told))
        long = timedelta(draw(st.integers(-1, 40)))
        last = draw(st.sampled_from([first + long, None]))
        story.stop(code, first, last, draw(st.none() | st.just("")), child)
        start = draw(st.sampled_from([None, None, None, first]))
        kind = draw(st.sampled_from(["day", "day", "waived", "both", "neither"]))
        if kind in ("day", "both"):
            story.override(code, draw(near(first, code)), start, child=child)
        if kind in ("waived", "both"):
            story.override(code, None, start, "N", child)
    if draw(st.booleans()):
        story.born(draw(starts).replace(year=2022, day=1), child)
    if draw(st.integers(0, 3)) == 0:
        story.died(draw(starts), child)


def _days_told_of(story, child):
    return {
        value
        for rows in story.records.rows.values()
        for row in rows
        if child in row.values()
        for value in row.values()
        if isinstance(value, date)
    }


@st.composite
def lives(draw) -> Records:
    """A few children, with a table or two not held and some held only for the latest."""
    story = Story()
    for number in range(draw(st.integers(1, 3))):
        draw(childs_life(story, f"child {number}"))
    records = story.records
    _keep_latest(records, draw(st.sets(st.sampled_from(LATEST), max_size=2)))
    _keep_year(records, draw(st.sets(st.sampled_from(OF_YEAR))), draw(starts))
    for table in draw(st.sets(st.sampled_from(sorted(TABLES)), max_size=2)):
        del records.rows[table]
        records.latest_only.discard(table)
        records.complete_since.pop(table, None)
    return records


def _keep_year(records: Records, tables: set[str], first: date) -> None:
    """Keep of each table what is of a year or later, as a return gives reviews."""
    for name in tables - records.latest_only:
        [on] = [column for column in TABLES[name].dates if "due" not in column]
        rows = records.rows[name]
        records.rows[name] = [r for r in rows if not r.get(on) or r[on] >= first]
        records.complete_since[name] = first


def _keep_latest(records: Records, tables: set[str]) -> None:
    """Keep of each table the child's latest row alone, as Annex A gives visits."""
    for name in tables:
        table = TABLES[name]
        [on] = [column for column in table.dates if "due" not in column]
        latest = {row[table.child]: row for row in sorted(
            (row for row in records.rows[name] if row.get(on)), key=lambda row: row[on]
        )}  # fmt: skip
        records.rows[name] = list(latest.values())
        records.latest_only.add(name)


as_ats = st.dates(date(2024, 1, 1), date(2026, 3, 31))
