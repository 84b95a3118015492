"""Section 47 enquiries, conferences, and child protection plans with all they ask for."""

from __future__ import annotations

from alongside.reckon.council.shape import ABUSE, Mix, between
from alongside.reckon.council.story import Case, Story, review_days, visit_days

VISIT_EVERY = 10  # working days, the invented council's own standard
_CORE_GROUP_FIRST = Mix({7: 20, 8: 22, 9: 24, 10: 24, 12: 5, 16: 3, 22: 2})


def enquiry(story: Story, case: Case) -> None:
    """An enquiry, and the conference and plan where it leads to them."""
    turns, close = case.turns, case.episode.close
    if not turns.strategy or turns.strategy >= close:
        return
    held = 0 < turns.conference < close
    moved_in = held and turns.strategy % 31 == 0
    key = None if moved_in else _enquiry_row(story, case, held)
    if held:
        _conference(story, case, key)


def _enquiry_row(story: Story, case: Case, to_conference: bool) -> str:
    """The enquiry: begun by the strategy discussion, ended by the conference or before."""
    turns, book = case.turns, story.book
    key, start = story.key("SE"), turns.strategy
    over = turns.conference or story.pace.after(start, 4 + turns.strategy % 12)
    end = min(over, case.episode.close)
    known = case.ended(end, story.lag(end))
    worker = case.holder(min(end, book.as_at))
    book.put(
        "ssd_s47_enquiry",
        story.lag(start),
        s47e_s47_enquiry_id=key,
        s47e_referral_id=case.referral,
        s47e_person_id=case.person,
        s47e_s47_start_date=book.day(start),
        s47e_s47_end_date=book.shown(end, known),
        s47e_s47_nfa=None if known > book.as_at else "N" if to_conference else "Y",
        s47e_s47_team=worker.team.name if worker else story.family.front.name,
        s47e_s47_worker_id=worker.worker.worker_id if worker else None,
    )
    return key


def _conference(story: Story, case: Case, enquiry_key: str | None) -> None:
    """An initial conference; one in a dozen children gets no plan from it."""
    turns, book = case.turns, story.book
    planned = turns.plan_end > 0 and story.rng.random() < 0.94
    plan_key = story.key("CP") if planned else None
    conference_key = story.key("IC")
    seen = story.lag(turns.conference)
    target = story.pace.after(turns.strategy, 15)
    worker = case.holder(turns.conference)
    seen = book.put(
        "ssd_initial_cp_conference",
        seen,
        icpc_icpc_id=conference_key,
        icpc_s47_enquiry_id=enquiry_key,
        icpc_person_id=case.person,
        icpc_cp_plan_id=plan_key,
        icpc_icpc_transfer_in="N" if enquiry_key else "Y",
        icpc_icpc_target_date=book.day(target + (turns.strategy % 29 == 0)),
        icpc_icpc_date=book.day(turns.conference),
        icpc_icpc_outcome_cp_flag="Y" if planned else "N",
        icpc_icpc_team=worker.team.name if worker else story.family.district.name,
        icpc_icpc_worker_id=worker.worker.worker_id if worker else None,
    )
    if plan_key:
        _plan(story, case, plan_key, conference_key, seen)


def _plan(story: Story, case: Case, key: str, conference: str, seen: int) -> None:
    """The plan, and all that happens while it lasts; recorded with its conference."""
    floor, story.book.floor = story.book.floor, seen
    end = min(case.turns.plan_end, case.episode.close)
    _plan_row(story, case, key, conference, end)
    _visits(story, case, key, end)
    _core_groups(story, case, key, end)
    _reviews(story, case, key, end)
    story.book.floor = floor


def _plan_row(story: Story, case: Case, key: str, conference: str, end: int) -> None:
    turns, book = case.turns, story.book
    held = case.holder(min(end, book.as_at))
    first = ABUSE.draw(story.rng)
    book.put(
        "ssd_cp_plans",
        book.floor,
        cppl_cp_plan_id=key,
        cppl_referral_id=case.referral,
        cppl_icpc_id=conference,
        cppl_person_id=case.person,
        cppl_cp_plan_start_date=book.day(turns.conference),
        cppl_cp_plan_end_date=book.shown(end, case.ended(end, story.lag(end))),
        cppl_cp_plan_initial_category=first,
        cppl_cp_plan_latest_category=first
        if story.rng.random() < 0.88
        else ABUSE.draw(story.rng),
        cppl_cp_plan_team=held.team.name if held else story.family.district.name,
        cppl_cp_plan_worker_id=held.worker.worker_id if held else None,
    )


def _visits(story: Story, case: Case, key: str, end: int) -> None:
    """Visits to the plan; a date may be wrong at first, or a visit entered twice."""
    turns = case.turns
    in_time = story.family.district.in_time
    days = story.together(
        "visits",
        turns,
        lambda: visit_days(
            story, turns.conference, turns.plan_end, VISIT_EVERY, in_time
        ),
    )
    for day in days:
        if day <= end:
            _visit(story, case, key, day)


def _visit(story: Story, case: Case, plan: str, day: int) -> None:
    book, luck, seen = story.book, story.rng.random(), story.lag(day)
    if luck < 0.015 and book.as_at < seen + 9:  # put right nine days later
        day -= 1
    if luck > 0.985:  # entered twice; the second is taken out again
        _visit_row(story, case, plan, day, seen, seen + 4 + int(luck * 1e5) % 9)
    _visit_row(story, case, plan, day, seen, book.until)


def _visit_row(
    story: Story, case: Case, plan: str, day: int, seen: int, until: int
) -> None:
    kept, story.book.until = story.book.until, until
    luck = story.rng.random()
    story.book.put(
        "ssd_cp_visits",
        seen,
        cppv_cp_visit_id=story.key("PV"),
        cppv_person_id=case.person,
        cppv_cp_plan_id=plan,
        cppv_cp_visit_date=story.book.day(day),
        cppv_cp_visit_seen="Y" if luck < 0.95 else "N",
        cppv_cp_visit_seen_alone="Y" if luck < 0.6 else "N",
    )
    story.book.until = kept


def _core_groups(story: Story, case: Case, key: str, end: int) -> None:
    turns = case.turns
    for day in story.together("core", turns, lambda: _core_days(story, case)):
        if day <= end:
            story.book.put(
                "local_core_groups",
                story.lag(day),
                core_core_group_id=story.key("CG"),
                core_person_id=case.person,
                core_cp_plan_id=key,
                core_core_group_date=story.book.day(day),
            )


def _core_days(story: Story, case: Case) -> list[int]:
    """The first within 10 working days of the conference, then every six weeks."""
    turns, rng = case.turns, story.rng
    day = story.pace.after(turns.conference, _CORE_GROUP_FIRST.draw(rng))
    days: list[int] = []
    while day <= min(turns.plan_end, story.horizon):
        days.append(day)
        timely = rng.random() < story.family.district.in_time
        weeks = between(rng, (26, 38)) if timely else between(rng, (43, 62))
        day = story.pace.on_or_after(day + weeks)
    return days


def _reviews(story: Story, case: Case, key: str, end: int) -> None:
    turns = case.turns
    due = story.pace.months(turns.conference, 3)
    flat = story.together("reviews", turns, lambda: _review_days(story, case, due))
    for due, held in zip(flat[::2], flat[1::2], strict=True):
        if held <= end:
            story.book.put(
                "ssd_cp_reviews",
                story.lag(held),
                cppr_cp_review_id=story.key("PR"),
                cppr_person_id=case.person,
                cppr_cp_plan_id=key,
                cppr_cp_review_due=story.book.day(due),
                cppr_cp_review_date=story.book.day(held),
                cppr_cp_review_quorate="Y" if held % 40 else "N",
            )


def _review_days(story: Story, case: Case, first_due: int) -> list[int]:
    in_time = min(0.97, story.family.district.in_time + 0.06)
    found = review_days(story, first_due, case.turns.plan_end, 6, in_time)
    return [day for pair in found for day in pair]
