"""The establishment: which posts stand on a day, how many are held, and why that changed.

A post is never overwritten. Its life is a list of changes, each effective from the
start of its day, and whatever is asked is worked out from them. Posts and full-time
equivalents (FTE) are counted side by side, and neither stands in for the other: half
a post is a post. What is counted follows reports to committees ("the establishment of
41 full-time equivalent posts"): approved posts, filled or not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

NONE = Decimal(0)


class Kind(StrEnum):
    """What a change does to a post. `TERM_ENDS` no one records: it comes by itself."""

    CREATE = "create"
    END = "end"
    FTE = "fte"
    TEAM = "team"
    GRADE = "grade"
    MANAGER = "manager"
    EXTEND = "extend"
    TERM_ENDS = "term_ends"


class Change(NamedTuple):
    """One change of one post, effective from the start of `on`.

    Creating gives all that follows; another kind gives only what it changes. `END`
    names the first day without the post; `last_on` is the last day of a fixed term,
    and None is no end (so extending to None makes a post permanent). `decision` is
    the key of what decided it, or None where no decision is recorded.
    """

    post: int
    on: date
    kind: str
    decision: int | None = None
    fte: Decimal | None = None
    team: int | None = None
    grade: str = ""
    manager: int | None = None
    last_on: date | None = None


class Standing(NamedTuple):
    """A post as it stands on a day."""

    post: int
    fte: Decimal
    team: int | None
    grade: str
    manager: int | None
    last_on: date | None


class Size(NamedTuple):
    """How large an establishment is: in posts, and in full-time equivalents."""

    posts: int = 0
    fte: Decimal = NONE

    def less(self, other: Size) -> Size:
        return Size(self.posts - other.posts, self.fte - other.fte)


NOTHING = Size()


class Line(NamedTuple):
    """What one change made of the size, on its day."""

    on: date
    post: int
    kind: str
    decision: int | None
    size: Size


class Cause(NamedTuple):
    """What all the changes of one decision made of the size; None: no decision recorded."""

    decision: int | None
    size: Size
    lines: tuple[Line, ...]


class Holding(NamedTuple):
    """A person in a post, from `since` to the last day `until`, with so much FTE of it.

    `home` is the post that somebody seconded came from. They are away from it meanwhile.
    """

    post: int
    person: int
    since: date
    until: date | None
    fte: Decimal
    home: int | None = None


class Full(NamedTuple):
    """The first day on which a post has no room for what was asked."""

    on: date
    fte: Decimal
    held: Decimal


Counted = Callable[[Standing], bool]


def everything(standing: Standing) -> bool:
    return True


def establishment(changes: Iterable[Change], day: date) -> dict[int, Standing]:
    """Return the posts that stand on a day, by post.

    The changes come in the order of their days, and of one day in the order they were
    recorded. A change of a post that was not created, or has ended, does nothing.
    """
    found: dict[int, Standing] = {}
    for change in changes:
        if change.on > day:
            break
        after = _after(found.get(change.post), change)
        if after:
            found[change.post] = after
        else:
            found.pop(change.post, None)
    return {post: each for post, each in found.items() if _in_term(each, day)}


def size(standing: Iterable[Standing]) -> Size:
    each = [post.fte for post in standing]
    return Size(len(each), sum(each, NONE))


def why(
    changes: Iterable[Change],
    before: date,
    after: date,
    counted: Counted = everything,
) -> list[Line]:
    """Return what made the establishment of one day into that of a later one, in order.

    `counted` says which posts are asked about: one that moves out of the team in
    question is a post less. The sizes of the lines add up to the whole difference.
    """
    lives: dict[int, list[Change]] = defaultdict(list)
    for change in changes:
        if change.on > after:
            break
        lives[change.post].append(change)
    told = [
        line for life in lives.values() for line in _lines(life, before, after, counted)
    ]
    return sorted(told, key=lambda line: (line.on, line.post))


def by_decision(lines: Iterable[Line]) -> list[Cause]:
    """Return the lines a decision at a time, earliest first; the unexplained stand last."""
    found: dict[int | None, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.decision].append(line)
    causes = [
        Cause(decision, total(each.size for each in held), tuple(held))
        for decision, held in found.items()
    ]
    return sorted(causes, key=lambda each: (each.decision is None, each.lines[0].on))


def total(sizes: Iterable[Size]) -> Size:
    each = list(sizes)
    return Size(sum(one.posts for one in each), sum((one.fte for one in each), NONE))


def held(holdings: Iterable[Holding], day: date) -> dict[int, Decimal]:
    """Return the FTE held in each post on a day, less what its people do elsewhere.

    Who is seconded away is not in the post they came from, for as much as they do
    where they are: that much of it another may hold meanwhile.
    """
    here: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    away: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    for each in holdings:
        if _runs(each, day):
            here[each.post, each.person] += each.fte
            if each.home is not None:
                away[each.home, each.person] += each.fte
    found: dict[int, Decimal] = defaultdict(Decimal)
    for (post, person), fte in here.items():
        found[post] += max(fte - away[post, person], NONE)
    return dict(found)


def vacant(standing: Mapping[int, Standing], in_post: Mapping[int, Decimal]) -> Decimal:
    """Return the FTE of these posts that nobody holds. One overfilled fills no other."""
    return sum(
        (
            max(each.fte - in_post.get(post, NONE), NONE)
            for post, each in standing.items()
        ),
        NONE,
    )


def no_room(
    changes: Iterable[Change], others: Iterable[Holding], asked: Holding
) -> Full | None:
    """Return the first day on which a holding would be over its post's FTE, if any.

    Looked at are the days on which the post stands, for as long as what is asked runs.
    """
    life = [change for change in changes if change.post == asked.post]
    beside = list(others)
    for day in _turns(life, beside, asked):
        post = establishment(life, day).get(asked.post)
        taken = held([*beside, asked], day).get(asked.post, NONE)
        if post and taken > post.fte:
            return Full(day, post.fte, held(beside, day).get(asked.post, NONE))
    return None


def _turns(life: list[Change], beside: list[Holding], asked: Holding) -> Iterator[date]:
    """Yield the days on which the room in a post may shrink, in order."""
    days = {asked.since, *(change.on for change in life)}
    for each in beside:
        days |= {each.since} | ({_next(each.until)} if each.until else set())
    return (day for day in sorted(days) if _runs(asked, day))


def _runs(holding: Holding, day: date) -> bool:
    return holding.since <= day and (holding.until is None or day <= holding.until)


def _in_term(standing: Standing | None, day: date) -> bool:
    return standing is not None and (
        standing.last_on is None or day <= standing.last_on
    )


def _after(before: Standing | None, change: Change) -> Standing | None:
    """Return a post as a change leaves it: None where there is none."""
    match change.kind:
        case Kind.CREATE:
            return Standing(
                change.post, change.fte or NONE, change.team, change.grade,
                change.manager, change.last_on,
            )  # fmt: skip
        case Kind.END:
            return None
        case _ if before is None:
            return None
        case Kind.FTE:
            return before._replace(fte=change.fte or NONE)
        case Kind.TEAM:
            return before._replace(team=change.team)
        case Kind.GRADE:
            return before._replace(grade=change.grade)
        case Kind.MANAGER:
            return before._replace(manager=change.manager)
        case Kind.EXTEND:
            return before._replace(last_on=change.last_on)
    raise ValueError(f"No change of a post is of the kind {change.kind!r}.")


def _lines(
    life: list[Change], since: date, until: date, counted: Counted
) -> Iterator[Line]:
    """Yield what each moment of one post's life after a day made of the size."""
    before = NOTHING
    for on, kind, decision, standing in _moments(life, until):
        there = standing is not None and _in_term(standing, on) and counted(standing)
        after = Size(1, standing.fte) if standing and there else NOTHING
        if after != before and on > since:
            yield Line(on, life[0].post, kind, decision, after.less(before))
        before = after


def _moments(
    life: list[Change], until: date
) -> Iterator[tuple[date, str, int | None, Standing | None]]:
    """Yield each change with the post it leaves, and each day after a term ran out.

    A term that runs out is told as done by whatever had set it.
    """
    standing: Standing | None = None
    term_by: int | None = None
    told_to = date.min
    for change in life:
        # An extension from the very day after the term leaves no gap.
        by = _before(change.on) if change.kind == Kind.EXTEND else change.on
        if over := _lapse(standing, told_to, by):
            yield over, Kind.TERM_ENDS, term_by, standing
        standing = _after(standing, change)
        term_by = (
            change.decision if change.kind in (Kind.CREATE, Kind.EXTEND) else term_by
        )
        told_to = change.on
        yield change.on, change.kind, change.decision, standing
    if over := _lapse(standing, told_to, until):
        yield over, Kind.TERM_ENDS, term_by, standing


def _lapse(standing: Standing | None, after: date, by: date) -> date | None:
    """Return the first day past a post's term, if it falls after one day and by another."""
    if standing is None or standing.last_on is None:
        return None
    first = _next(standing.last_on)
    return first if after < first <= by else None


def _before(day: date) -> date:
    return day - timedelta(days=1)


def _next(day: date) -> date:
    return day + timedelta(days=1)
