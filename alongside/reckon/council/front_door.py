"""Contacts, early help, referrals, decisions, assessments and who holds the case."""

from __future__ import annotations

from alongside.reckon.council.outline import Child, Episode, Spell
from alongside.reckon.council.shape import (
    ASSESSED,
    ASSESSED_LATE,
    NEED,
    SOURCE,
    Mix,
    about,
    between,
)
from alongside.reckon.council.story import Case, Hold, Story, person_id
from alongside.reckon.council.teams import Team

_DECISION_DAYS = Mix({0: 52, 1: 37, 2: 7, 3: 3, 5: 1})
_HELPED_BY = Mix(
    {"Family hub": 30, "School": 34, "Health visiting": 18, "Youth service": 10}
    | {"Voluntary organisation": 8}
)
_CLOSED_BECAUSE = {
    **dict.fromkeys(("E11", "E12"), "RC1"),
    **dict.fromkeys(("E45", "E46", "E47", "E48"), "RC4"),
    **{"E41": "RC3", "E3": "RC5"},
}


def contact(story: Story, spell: Spell) -> None:
    """A contact about each child, on the day of the referral or just before it."""
    source = SOURCE.draw(story.rng)
    day = spell.start - (story.rng.random() < 0.3)
    seen = story.lag(day)
    for child in _children_of(story, spell):
        story.book.put(
            "ssd_contacts",
            seen,
            cont_contact_id=story.key("CO"),
            cont_person_id=person_id(child.number),
            cont_contact_date=story.book.day(day),
            cont_contact_source_code=source,
        )


def _children_of(story: Story, spell: Spell) -> list[Child]:
    if not spell.episodes:
        return story.family.children
    named = {episode.child for episode in spell.episodes}
    return [child for child in story.family.children if child.number in named]


def early_help(story: Story, spell: Spell) -> None:
    """Early help after a contact that went no further, or before a referral."""
    after = spell.path == "contact"
    if story.rng.random() > (0.3 if after else 0.1):
        return
    day = spell.start + (5 if after else -between(story.rng, (60, 260)))
    end = day + about(story.rng, 130, 20)
    by = _HELPED_BY.draw(story.rng)
    for child in _children_of(story, spell):
        if day > child.born:
            _helped(story, child, (day, end if after else min(end, spell.start)), by)


def _helped(story: Story, child: Child, span: tuple[int, int], by: str) -> None:
    start, end = span
    story.book.put(
        "ssd_early_help_episodes",
        max(story.lag(start), story.family.first_known),
        earl_episode_id=story.key("EH"),
        earl_person_id=person_id(child.number),
        earl_episode_start_date=story.book.day(start),
        earl_episode_end_date=story.book.shown(end, end),
        earl_episode_organisation=by,
    )


def open_case(story: Story, child: Child, episode: Episode) -> Case:
    """Return a child's case: whose it is over time, and its category of need."""
    turns = episode.turns
    need = "N2" if turns.path == "disability" else NEED.draw(story.rng)
    holds = [] if turns.path in ("no_action", "error") else _holds(story, episode)
    person = person_id(child.number)
    return Case(child, episode, person, story.key("RF"), need, holds)


def _holds(story: Story, episode: Episode) -> list[Hold]:
    """Return the holds of one episode: team by team, each cut off where the next begins."""
    stages = _stages(story, episode)
    ends = [start for _, start in stages[1:]] + [episode.close]
    holds: list[Hold] = []
    for (team, start), until in zip(stages, ends, strict=True):
        for hold in story.chain(team, start):
            if hold.start >= until:
                break
            last = hold.end >= until
            reason = (
                ("TSPROC" if until < episode.close else None) if last else hold.reason
            )
            holds.append(
                Hold(hold.worker, team, hold.start, min(hold.end, until), reason)
            )
    return holds


def _stages(story: Story, episode: Episode) -> list[tuple[Team, int]]:
    """Return the teams that hold the case, in order, each from a day."""
    family, turns = story.family, episode.turns
    stages = [(family.front, turns.start)]
    onward = turns.conference or turns.need_start or turns.care_start
    if onward:
        disability = turns.path == "disability"
        stages.append((family.disability if disability else family.district, onward))
    if turns.care_start:
        settled = max(turns.care_start + 40, onward + 5)
        stages.append((family.care, settled))
    return [stage for stage in stages if stage[1] < episode.close]


def involvements(story: Story, case: Case) -> None:
    """The allocation history of a case, as the social worker episodes have it.

    The next worker is not entered before the last is ended.
    """
    ends = 0
    for hold in case.holds:
        seen = max(ends, story.lag(hold.start), story.book.floor)
        ends = case.ended(hold.end, max(seen, story.lag(hold.end)))
        ended = story.book.shown(hold.end, ends)
        story.book.put(
            "ssd_involvements",
            seen,
            invo_involvements_id=story.key("IN"),
            invo_professional_id=hold.worker.worker_id,
            invo_professional_role_id="CW",
            invo_professional_team=hold.team.name,
            invo_person_id=case.person,
            invo_involvement_start_date=story.book.day(hold.start),
            invo_involvement_end_date=ended,
            invo_worker_change_reason=hold.reason if ended else None,
            invo_referral_id=case.referral,
        )


def referral(story: Story, case: Case, source: str, reason: str | None) -> None:
    """A referral, and its closing once that is recorded."""
    episode, turns, book = case.episode, case.turns, story.book
    taken = story.family.front.someone(story.rng, turns.start)
    worker = case.worker(episode.close) or (taken.worker_id if taken else None)
    shown = worker if not case.holds else case.worker(book.as_at) or worker
    held = case.holder(min(book.as_at, episode.close))
    mistake = turns.path == "error"
    closed = None if mistake else book.shown(episode.close, episode.closed_seen)
    book.put(
        "ssd_cin_episodes",
        episode.seen,
        cine_referral_id=case.referral,
        cine_person_id=case.person,
        cine_referral_date=book.day(turns.start),
        cine_referral_source_code=source,
        cine_cin_primary_need_code=case.need,
        cine_referral_nfa="Y" if turns.path == "no_action" else "N",
        cine_close_date=closed,
        cine_close_reason=reason if closed else None,
        cine_referral_team=held.team.name if held else story.family.front.name,
        cine_referral_worker_id=shown,
    )


def decision(story: Story, case: Case) -> None:
    """The decision what to do about a referral, mostly by the next working day."""
    turns, book = case.turns, story.book
    late = _DECISION_DAYS.draw(story.rng)
    day = story.pace.after(turns.start, late) if late else turns.start
    if turns.path in ("no_action", "error"):
        day = turns.close
    words = "No further action" if turns.path == "no_action" else "Assessment"
    if turns.strategy and turns.strategy <= day:
        words = "Strategy discussion"
    book.put(
        "local_referral_decisions",
        story.lag(day),
        refd_decision_id=story.key("RD"),
        refd_referral_id=case.referral,
        refd_person_id=case.person,
        refd_decision_date=book.day(day),
        refd_decision=words,
    )


def assessments(story: Story, case: Case) -> None:
    """The assessment after the referral, and one each year a case stays open."""
    turns, close = case.turns, case.episode.close
    _assessment(story, case, turns.start, min(turns.assessed, close))
    day = turns.start
    last = min(close, story.horizon)
    while (day := story.pace.on_or_after(day + between(story.rng, (330, 400)))) < last:
        timely = story.rng.random() < 0.85
        band = (ASSESSED if timely else ASSESSED_LATE).draw(story.rng)
        done = story.pace.after(day, between(story.rng, band))
        _assessment(story, case, day, min(done, close))


def _assessment(story: Story, case: Case, start: int, done: int) -> None:
    book = story.book
    known = case.ended(done, story.lag(done))
    held = case.holder(min(done, book.as_at))
    seen = "Y" if story.rng.random() < 0.97 else "N"
    book.put(
        "ssd_cin_assessments",
        story.lag(start),
        cina_assessment_id=story.key("AS"),
        cina_person_id=case.person,
        cina_referral_id=case.referral,
        cina_assessment_start_date=book.day(start),
        cina_assessment_child_seen=seen if known <= book.as_at else None,
        cina_assessment_auth_date=book.shown(done, known),
        cina_assessment_team=held.team.name if held else story.family.front.name,
        cina_assessment_worker_id=held.worker.worker_id if held else None,
    )


def why_closed(story: Story, case: Case, left_care: str | None) -> str:
    """Return the reason a referral episode closed."""
    if case.episode.close >= case.child.adult:
        return "RC6" if case.turns.path == "disability" else "RC7"
    if left_care and not case.turns.need_start:
        return _CLOSED_BECAUSE.get(left_care, "RC7")
    onward = case.turns.conference or case.turns.need_start or case.turns.care_start
    if not onward:
        return "RC8"
    return "RC5" if story.rng.random() < 0.06 else "RC7"
