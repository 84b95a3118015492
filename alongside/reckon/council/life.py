"""The telling of one family's life: each spell, and each child's case within it."""

from __future__ import annotations

from alongside.reckon.council import (
    care,
    care_life,
    care_rows,
    front_door,
    need,
    protection,
)
from alongside.reckon.council.names import FIRST, LAST
from alongside.reckon.council.outline import Child, Episode, Spell
from alongside.reckon.council.shape import ETHNICITY, SEX, SOURCE
from alongside.reckon.council.story import Case, Story, person_id
from alongside.reckon.council.teams import FOREVER


def tell_family(story: Story) -> None:
    """Write into the casebook all that is recorded of a family."""
    if story.family.children:
        _people(story)
        for spell in story.family.spells:
            _spell(story, spell)


def _people(story: Story) -> None:
    """The children's names and particulars, and that they are one family."""
    surname, ethnicity = story.rng.choice(LAST), ETHNICITY.draw(story.rng)
    for child in story.family.children:
        _person(story, child, surname, ethnicity)
        story.book.put(
            "ssd_family",
            story.family.first_known,
            fami_table_id=story.key("FA"),
            fami_family_id=f"F{100000 + story.family.number}",
            fami_person_id=person_id(child.number),
        )


def _person(story: Story, child: Child, surname: str, ethnicity: str) -> None:
    book, known = story.book, story.family.first_known
    unborn = child.born > known
    expected = child.born + int(story.rng.gauss(0, 6)) if unborn else 0
    born = book.shown(child.born, max(known, child.born + 2))
    sex = SEX.draw(story.rng)
    forename = story.rng.choice(FIRST)
    book.put(
        "ssd_person",
        known,
        pers_person_id=person_id(child.number),
        pers_forename=forename if born else "Unborn",
        pers_surname=surname,
        pers_sex=sex if born else "U",
        pers_ethnicity=ethnicity,
        pers_dob=born,
        pers_expected_dob=book.day(expected),
        pers_death_date=None,
    )


def _spell(story: Story, spell: Spell) -> None:
    if spell.path == "leaver":
        child = story.family.children[0]
        return care_life.left_care(story, child, spell.start, spell.start)
    front_door.contact(story, spell)
    front_door.early_help(story, spell)
    source = SOURCE.draw(story.rng)
    children = {child.number: child for child in story.family.children}
    for episode in spell.episodes:
        _case(story, children[episode.child], episode, source)


def _case(story: Story, child: Child, episode: Episode, source: str) -> None:
    """One child's referral, and all that follows from it."""
    case = front_door.open_case(story, child, episode)
    book, path = story.book, episode.turns.path
    book.floor = episode.seen
    book.until = episode.closed_seen if path == "error" else FOREVER
    period = care.period_of_care(story, case)
    left = period.left if period else None
    reason = front_door.why_closed(story, case, left)
    front_door.referral(story, case, source, "RC8" if path == "no_action" else reason)
    front_door.decision(story, case)
    if path not in ("no_action", "error"):
        _followed_up(story, case, period)
    book.floor, book.until = 0, FOREVER


def _followed_up(story: Story, case: Case, period: care.Period | None) -> None:
    front_door.involvements(story, case)
    front_door.assessments(story, case)
    need.assessment_visits(story, case)
    protection.enquiry(story, case)
    need.plan(story, case)
    if period:
        _in_care(story, case, period)


def _in_care(story: Story, case: Case, period: care.Period) -> None:
    dates = care_life.review_dates(story, case, period)
    held = [day for _, day in dates]
    floor = story.book.floor
    story.book.floor = care_rows.tell_period(story, case, period, held)
    care_life.reviews(story, case, period, dates)
    care_life.visits(story, case, period)
    care_life.health(story, case, period)
    care_life.missing(story, case, period)
    care_life.leaving(story, case, period)
    story.book.floor = floor
