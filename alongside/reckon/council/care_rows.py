"""The rows of a period of care: episodes, statuses, placements, permanence, adoption."""

from __future__ import annotations

from alongside.reckon.council.care import Period
from alongside.reckon.council.shape import PERMANENCE, between
from alongside.reckon.council.story import Case, Story
from alongside.reckon.council.teams import FOREVER


def tell_period(story: Story, case: Case, period: Period, reviews: list[int]) -> int:
    """Write the rows of a period; return the day on which its first was recorded."""
    floor = story.book.floor
    first = _episodes(story, case, period, reviews)
    story.book.floor = first
    _statuses(story, case, period)
    _placements(story, case, period)
    _permanence(story, case, period)
    if period.adoption:
        _adoption(story, case, period)
    story.book.floor = floor
    return first


def _episodes(story: Story, case: Case, period: Period, reviews: list[int]) -> int:
    """An episode for each change of placement or status; return when the first was known.

    An episode is ended in the records when the next one is entered, so that no extract
    shows two open at once.
    """
    changed = {status.start for status in period.statuses}
    starts = sorted(changed | {placed.start for placed in period.placements})
    seen = story.lag(starts[0])
    first = max(seen, story.book.floor)
    for n, start in enumerate(starts):
        final = n + 1 == len(starts)
        end = period.end if final else starts[n + 1]
        ends = max(seen, story.lag(end))
        ended = case.ended(end, ends) if final else ends
        last_review = max((r for r in reviews if start <= r < end), default=0)
        _episode(story, case, period, (start, end), (seen, ended), last_review)
        seen = ends
    return first


def _episode(
    story: Story,
    case: Case,
    period: Period,
    span: tuple[int, int],
    known: tuple[int, int],
    review: int,
) -> None:
    book, (start, end), (seen, ended) = story.book, span, known
    held = case.holder(min(end, book.as_at))
    ceased = book.shown(end, ended)
    reason = period.left if end == period.end else "X1"
    book.put(
        "ssd_cla_episodes",
        seen,
        clae_cla_episode_id=story.key("LE"),
        clae_person_id=case.person,
        clae_cla_id=period.key,
        clae_referral_id=case.referral,
        clae_cla_episode_start_date=book.day(start),
        clae_cla_episode_start_reason=_began_because(period, start),
        clae_cla_primary_need_code=case.need,
        clae_cla_episode_ceased_date=ceased,
        clae_cla_episode_ceased_reason=reason if ceased else None,
        clae_entered_care_date=book.day(period.start),
        clae_cla_last_iro_contact_date=book.shown(review, review + 3),
        clae_cla_team=held.team.name if held else story.family.district.name,
        clae_cla_worker_id=held.worker.worker_id if held else None,
    )


def _began_because(period: Period, start: int) -> str:
    """Return the SSDA903 reason for a new episode."""
    if start == period.start:
        return "S"
    moved = any(p.start == start for p in period.placements)
    changed = any(s.start == start for s in period.statuses)
    return "B" if moved and changed else "P" if moved else "L"


def _statuses(story: Story, case: Case, period: Period) -> None:
    book, seen = story.book, story.book.floor
    for status in period.statuses:
        ends = max(seen, story.lag(status.end))
        ended = case.ended(status.end, ends) if status.end == period.end else ends
        book.put(
            "ssd_legal_status",
            seen,
            lega_legal_status_id=story.key("LS"),
            lega_person_id=case.person,
            lega_legal_status=status.code,
            lega_legal_status_start_date=book.day(status.start),
            lega_legal_status_end_date=book.shown(status.end, ended),
        )
        seen = ends


def _placements(story: Story, case: Case, period: Period) -> None:
    book, seen = story.book, story.book.floor
    for placed in period.placements:
        ends = max(seen, story.lag(placed.end))
        final = placed.end == period.end
        ended = book.shown(placed.end, case.ended(placed.end, ends) if final else ends)
        book.put(
            "ssd_cla_placement",
            seen,
            clap_cla_placement_id=placed.key,
            clap_cla_id=period.key,
            clap_person_id=case.person,
            clap_cla_placement_start_date=book.day(placed.start),
            clap_cla_placement_type=placed.code,
            clap_cla_placement_urn=placed.urn,
            clap_cla_placement_provider=placed.provider,
            clap_cla_placement_postcode=placed.postcode,
            clap_cla_placement_end_date=ended,
            clap_cla_placement_change_reason=placed.left_because
            if ended and not final
            else None,
        )
        seen = ends


def _permanence(story: Story, case: Case, period: Period) -> None:
    """A plan for permanence within about four months, sometimes changed later."""
    days = between(story.rng, (40, 118) if story.rng.random() < 0.8 else (124, 220))
    changes = story.rng.random() < 0.3
    for day in (period.start + days, period.start + days + 240)[: 1 + changes]:
        plan = "P2" if period.adoption else PERMANENCE.draw(story.rng)
        key = story.key("PM")
        if day < period.end:
            story.book.put(
                "ssd_permanence",
                story.lag(day),
                perm_table_id=key,
                perm_person_id=case.person,
                perm_cla_id=period.key,
                perm_permanence_plan=plan,
                perm_permanence_plan_date=story.book.day(day),
            )


def _adoption(story: Story, case: Case, period: Period) -> None:
    """One row a child, filled in a date at a time as each step is reached."""
    way, book = period.adoption, story.book
    assert way is not None
    changed = book.shown(way.reversed, way.reversed + 2)
    book.put(
        "ssd_adoption",
        way.decided + 1,
        adop_table_id=story.key("AD"),
        adop_person_id=case.person,
        adop_family_id=f"AF{story.family.number}" if way.matched else None,
        adop_entered_care_date=book.day(period.start),
        adop_decision_date=book.day(way.decided),
        adop_placement_order_date=book.shown(way.order, way.order + 2),
        adop_matched_date=book.shown(way.matched, way.matched + 2),
        adop_placed_date=book.shown(way.placed, way.placed + 2),
        adop_order_date=book.shown(way.adopted, case.ended(way.adopted, FOREVER)),
        adop_reversed_date=changed,
        adop_reversed_reason="RD3" if changed else None,
        adop_placed_ffa_date=book.shown(way.fostered, way.fostered + 2),
    )
