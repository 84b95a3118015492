"""Plans and visits for children in need, and visits while a child is assessed."""

from __future__ import annotations

from alongside.reckon.council.story import Case, Story, visit_days

EVERY = 20  # working days between visits: the invented council's own standard


def assessment_visits(story: Story, case: Case) -> None:
    """Visits during the assessment: the first soon, then about every three weeks."""
    turns = case.turns
    if turns.start < case.child.born:
        return
    days = story.together("seen", turns, lambda: _while_assessed(story, case))
    for day in days:
        if day <= case.episode.close:
            visit(story, case, day)


def _while_assessed(story: Story, case: Case) -> list[int]:
    turns = case.turns
    first = story.pace.after(turns.start, 1 + int(story.rng.random() ** 1.5 * 8))
    days = [day for day in (first,) if day <= turns.assessed]
    return days + visit_days(story, first, turns.assessed, 17, 0.8)


def plan(story: Story, case: Case) -> None:
    """A child in need plan with its visits."""
    turns = case.turns
    start = turns.need_start
    if not start or start >= case.episode.close:
        return
    end = min(turns.need_end, case.episode.close)
    floor = story.book.floor
    story.book.floor = _plan_row(story, case, start, end)
    team = story.family.district
    days = story.together(
        "need",
        turns,
        lambda: visit_days(story, start, turns.need_end, EVERY, team.in_time),
    )
    for day in days:
        if case.child.born < day <= end:
            visit(story, case, day)
    story.book.floor = floor


def _plan_row(story: Story, case: Case, start: int, end: int) -> int:
    book = story.book
    held = case.holder(min(end, book.as_at))
    return book.put(
        "ssd_cin_plans",
        story.lag(start),
        cinp_cin_plan_id=story.key("NP"),
        cinp_referral_id=case.referral,
        cinp_person_id=case.person,
        cinp_cin_plan_start_date=book.day(start),
        cinp_cin_plan_end_date=book.shown(end, case.ended(end, story.lag(end))),
        cinp_cin_plan_team=held.team.name if held else story.family.district.name,
        cinp_cin_plan_worker_id=held.worker.worker_id if held else None,
    )


def visit(story: Story, case: Case, day: int) -> None:
    """One visit; now and then the child is not there to be seen."""
    seen = story.rng.random()
    story.book.put(
        "ssd_cin_visits",
        story.lag(day),
        cinv_cin_visit_id=story.key("NV"),
        cinv_person_id=case.person,
        cinv_cin_visit_date=story.book.day(day),
        cinv_cin_visit_seen="Y" if seen < 0.95 else "N",
        cinv_cin_visit_seen_alone="Y" if seen < 0.5 else "N",
    )
