"""What happens while a child is in care: reviews, visits, health checks, going missing."""

from __future__ import annotations

from itertools import pairwise

from alongside.reckon.council.care import Period
from alongside.reckon.council.outline import Child
from alongside.reckon.council.shape import Mix, about
from alongside.reckon.council.story import Case, Story, person_id, review_days

_HEALTH, _DENTAL = "Health check", "Dental check"


def review_dates(story: Story, case: Case, period: Period) -> list[tuple[int, int]]:
    """Return reviews as (due, held): by 20 working days, then 3 months, then 6."""
    rng, pace = story.rng, story.pace
    in_time = min(0.96, story.family.care.in_time + 0.03)
    due = pace.after(period.start, 20)
    early = rng.random() < in_time
    first = pace.after(due, 1 + int(rng.expovariate(0.15)))
    first = pace.after(period.start, 12 + int(rng.random() * 9)) if early else first
    end = min(period.end, story.horizon)
    if first >= end:
        return []
    second = pace.months(first, 3)
    return [(due, first), *review_days(story, second, end - 1, 6, in_time)]


def reviews(
    story: Story, case: Case, period: Period, dates: list[tuple[int, int]]
) -> None:
    """Reviews held; before one in forty stands another that was called off."""
    for due, held in dates:
        off = story.rng.random() < 0.025
        if off and held - 6 > period.start:
            _review(story, case, period, (due, held - 6), "Y")
        _review(story, case, period, (due, held), "N")


def _review(
    story: Story, case: Case, period: Period, dates: tuple[int, int], called_off: str
) -> None:
    due, held = dates
    story.book.put(
        "ssd_cla_reviews",
        story.lag(held),
        clar_cla_review_id=story.key("LR"),
        clar_person_id=case.person,
        clar_cla_id=period.key,
        clar_cla_review_due_date=story.book.day(due),
        clar_cla_review_date=story.book.day(held),
        clar_cla_review_cancelled=called_off,
    )


def visits(story: Story, case: Case, period: Period) -> None:
    """Visits: within a week of each placement, then six-weekly, later three-monthly."""
    for placed in period.placements:
        settled = placed.code in ("U1", "U4")
        for day in _visit_days(story, placed.start, placed.end, settled):
            _visit(story, case, period, day)


def _visit_days(story: Story, start: int, end: int, settled: bool) -> list[int]:
    rng, pace, days = story.rng, story.pace, []
    in_time = story.family.care.in_time
    end = min(end - 1, story.horizon)
    gap = 2 + int(rng.random() * 5) if rng.random() < in_time else 9
    day = pace.on_or_after(start + gap)
    while day <= end:
        days.append(day)
        limit = 88 if settled and day - start > 365 else 42
        early = -1 - int(rng.expovariate(0.12))
        kept = 4 + int(rng.random() ** 1.5 * limit * 0.4)
        day = pace.on_or_after(
            day + limit - (kept if rng.random() < in_time else early)
        )
    return days


def _visit(story: Story, case: Case, period: Period, day: int) -> None:
    luck = story.rng.random()
    story.book.put(
        "ssd_cla_visits",
        story.lag(day),
        clav_cla_visit_id=story.key("LV"),
        clav_person_id=case.person,
        clav_cla_id=period.key,
        clav_cla_visit_date=story.book.day(day),
        clav_cla_visit_seen="Y" if luck < 0.96 else "N",
        clav_cla_visit_seen_alone="Y" if luck < 0.7 else "N",
    )


def health(story: Story, case: Case, period: Period) -> None:
    """A first health assessment by 20 working days, then six or twelve months apart."""
    rng = story.rng
    late = 0 if rng.random() < 0.72 else about(rng, 24, 2)
    day = story.pace.after(period.start, 10 + int(rng.random() * 10) + late)
    while day < min(period.end, story.horizon):
        _check(story, case, _HEALTH, day)
        months = 6 if day - case.child.born < 1826 else 12
        day = _next_check(story, day, months)
    day = story.pace.on_or_after(period.start + 30 + int(rng.random() * 100))
    while day < min(period.end, story.horizon) and day - case.child.born > 540:
        _check(story, case, _DENTAL, day)
        day = _next_check(story, day, 12)


def _next_check(story: Story, day: int, months: int) -> int:
    due = story.pace.months(day, months)
    if story.rng.random() < 0.87:
        return story.pace.on_or_after(due - 5 - int(story.rng.random() * 40))
    return story.pace.on_or_after(due + 1 + about(story.rng, 30))


def _check(story: Story, case: Case, what: str, day: int) -> None:
    refused = day - case.child.born > 5500 and story.rng.random() < 0.06
    story.book.put(
        "ssd_cla_health",
        story.lag(day),
        clah_health_check_id=story.key("HC"),
        clah_person_id=case.person,
        clah_health_check_type=what,
        clah_health_check_date=story.book.day(day),
        clah_health_check_status="Refused" if refused else "Completed",
    )


_DAYS_MISSING = Mix({0: 34, 1: 42, 2: 12, 3: 6, 5: 4, 12: 2})


def missing(story: Story, case: Case, period: Period) -> None:
    """Times missing or away without leave: some teenagers, some of them often."""
    start = max(period.start + 3, case.child.born + 4200)
    if story.rng.random() > 0.2 or start >= period.end:
        return
    end = min(period.end, story.horizon)
    day = start + about(story.rng, 100)
    while day < end:
        back = min(day + _DAYS_MISSING.draw(story.rng), period.end)
        _missing_row(story, case, day, back)
        day = back + 1 + about(story.rng, 75)


def _missing_row(story: Story, case: Case, day: int, back: int) -> None:
    book, luck = story.book, story.rng.random()
    told = book.shown(back, back + 2) is not None
    book.put(
        "ssd_missing",
        day,
        miss_table_id=story.key("MI"),
        miss_person_id=case.person,
        miss_missing_episode_start_date=book.day(day),
        miss_missing_episode_type="M" if luck * 1000 % 1 < 0.8 else "A",
        miss_missing_episode_end_date=book.shown(back, back),
        miss_missing_rhi_offered=("Y" if luck < 0.88 else "N") if told else None,
        miss_missing_rhi_accepted=("Y" if luck < 0.5 else "N") if told else None,
    )


_TOUCH = Mix({"YES": 88, "NO": 7, "REFU": 2, "NREQ": 2, "RHOM": 1})
_HOME = Mix({"B": 12, "C": 2, "D": 22, "E": 8, "U": 34, "Z": 8, "S": 2, "X": 3, "T": 5})
_DOING = Mix(
    {"F1": 6, "F2": 18, "F3": 28, "P2": 3, "P3": 6, "G4": 10, "G5": 22, "G6": 7}
)


def leaving(story: Story, case: Case, period: Period) -> None:
    """A care leaver from the day care ends: those in care 13 weeks and 16 by then."""
    child = case.child
    since_14 = period.end - max(period.start, child.born + 5113)
    if period.end - child.born < 5844 or since_14 < 91 or period.end > story.horizon:
        return
    left_care(story, child, period.end, case.episode.closed_seen)


def left_care(story: Story, child: Child, day: int, seen: int) -> None:
    """A care leaver's row: how they live, and the latest contact and plan review."""
    adviser = story.family.care.someone(story.rng, day)
    holds = story.chain(story.family.care, day)
    worker = next(
        (h.worker for h in reversed(holds) if h.start <= story.book.as_at), None
    )
    grown = child.adult <= story.book.as_at
    contact = _latest(story, day, 56, 0.82)
    plan = _latest(story, day - 40, 182, 0.85)
    luck, book = story.rng.random(), story.book
    book.put(
        "ssd_care_leavers",
        seen,
        clea_table_id=story.key("CL"),
        clea_person_id=person_id(child.number),
        clea_care_leaver_eligibility="Former relevant child"
        if grown
        else "Relevant child",
        clea_care_leaver_in_touch=_TOUCH.draw(story.rng),
        clea_care_leaver_latest_contact=book.day(contact),
        clea_care_leaver_accommodation=_HOME.draw(story.rng),
        clea_care_leaver_accom_suitable="1" if luck < 0.9 else "2",
        clea_care_leaver_activity=_DOING.draw(story.rng),
        clea_pathway_plan_review_date=book.day(plan),
        clea_care_leaver_personal_advisor=adviser.name if adviser else None,
        clea_care_leaver_allocated_team=story.family.care.name,
        clea_care_leaver_worker_id=worker.worker_id if worker else None,
    )


def _latest(story: Story, start: int, every: int, in_time: float) -> int:
    """Return the latest of a run of days that the extract's day has reached."""
    days, day = [start], start
    while day <= story.horizon:
        timely = story.rng.random() < in_time
        gap = every - int(story.rng.random() * every * 0.3)
        day = story.pace.on_or_after(day + (gap if timely else every + every // 3))
        days.append(day)
    return max((a for a, _ in pairwise(days) if a <= story.book.as_at), default=start)
