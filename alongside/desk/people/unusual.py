"""Which looks are unusual, by rules that are named, dated and have their numbers in data."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from django.utils import timezone

from alongside.desk.access.models import AuditEntry, User
from alongside.desk.access.trail import Line, in_words
from alongside.desk.people.look_models import LookRule, UnusualLook
from alongside.desk.people.looks import FOUR_WEEKS, Known, Look, changes, looks

MOST_LINES = 50  # of the trail, kept by number with what was found
Numbers = Mapping[str, int]
Found = tuple[int | None, list[Look]]


class Rule(NamedTuple):
    """A rule as it stands from the start: what it is called, what it tells, its numbers."""

    code: str
    name: str
    about: str
    numbers: dict[str, int]


class Day(NamedTuple):
    """One person's looks of one day, with what went before and what is known."""

    looks: list[Look]
    before: list[Look]
    done: set[int]
    known: Known

    @property
    def on(self) -> date:
        return self.looks[0].day

    @property
    def user(self) -> int:
        return self.looks[0].user


@cache
def rules() -> dict[str, Rule]:
    """Return the rules by code, as they stand in look_rules.toml."""
    told = tomllib.loads(Path(__file__).with_name("look_rules.toml").read_text("utf-8"))
    return {code: Rule(code, **each) for code, each in told.items()}


def numbers_on(day: date) -> dict[str, dict[str, Any]]:
    """Return the numbers of each rule that are in force on a day."""
    found = {code: rule.numbers for code, rule in rules().items()}
    for each in LookRule.objects.filter(from_on__lte=day).order_by("from_on", "pk"):
        found[each.code] = each.numbers
    return found


def find(first: date, last: date) -> list[UnusualLook]:
    """Return what is unusual in the looks of these days; nothing is written."""
    all_looks = looks(first - FOUR_WEEKS, last)
    done = _done(first - FOUR_WEEKS, last)
    known, found = Known(all_looks), []
    numbers = cache(numbers_on)
    for user, theirs in _by_person(all_looks).items():
        days = _by_day(theirs)
        for on in (day for day in days if day >= first):
            day = Day(days[on], _before(on, days), _lately(on, done[user]), known)
            found += _of_day(day, numbers(on))
    return found


def _before(on: date, days: Mapping[date, list[Look]]) -> list[Look]:
    """The looks of the four weeks before a day."""
    weeks = (which for day, which in days.items() if on - FOUR_WEEKS <= day < on)
    return [look for which in weeks for look in which]


def _lately(on: date, done: Mapping[int, set[date]]) -> set[int]:
    """The children about whom something was done on a day, or in the four weeks before."""
    return {
        child
        for child, days in done.items()
        if any(on - FOUR_WEEKS <= day <= on for day in days)
    }


def lines_of(look: UnusualLook, reader: User) -> list[Line]:
    """Return the trail's lines of an unusual look in words, as this reader may know them."""
    found = AuditEntry.objects.filter(sequence__in=look.lines).order_by("sequence")
    return list(in_words(reader, list(found.select_related("by"))))


def _of_day(day: Day, numbers: Mapping[str, Numbers]) -> Iterator[UnusualLook]:
    for code, rule in RULES.items():
        for child, which in rule(day, numbers[code]):
            yield UnusualLook(
                rule=code, user_id=day.user, child_id=child, day=day.on,
                looks=len(which), children=len({look.child for look in which}),
                lines=[look.line for look in which[:MOST_LINES]], numbers=numbers[code],
            )  # fmt: skip


def _done(first: date, last: date) -> dict[int, dict[int, set[date]]]:
    """On which days each person did something about each child."""
    found: dict[int, dict[int, set[date]]] = defaultdict(lambda: defaultdict(set))
    for each in changes(first, last):
        found[each.user][each.child].add(each.day)
    return found


def _by_person(found: Iterable[Look]) -> dict[int, list[Look]]:
    return _grouped(found, lambda look: look.user)


def _by_day(found: Iterable[Look]) -> dict[date, list[Look]]:
    return _grouped(found, lambda look: look.day)


def _by_child(found: Iterable[Look]) -> dict[int, list[Look]]:
    return _grouped(found, lambda look: look.child)


def _grouped(found: Iterable[Look], by: Callable[[Look], Any]) -> dict[Any, list[Look]]:
    groups = defaultdict(list)
    for look in found:
        groups[by(look)].append(look)
    return groups


def own_surname(day: Day, numbers: Numbers) -> Iterator[Found]:
    mine = day.known.surname(day.user)
    for child, which in _newly(day):
        same = day.known.surnames.get(child, "").lower() == mine
        if same and len(which) >= numbers["looks"]:
            yield child, which


def staff_family(day: Day, numbers: Numbers) -> Iterator[Found]:
    known = day.known
    own = known.users[day.user].full_name.lower()
    for child, which in _newly(day):
        named = known.names[child]
        of_staff = bool(named & known.staff) or child in known.restricted
        if len(which) >= numbers["looks"] and (
            own in named or of_staff and not known.is_theirs(which[0])
        ):
            yield child, which


def _newly(day: Day) -> Iterator[tuple[int, list[Look]]]:
    """The day's looks by child, of those not looked at in the four weeks before."""
    before = {look.child for look in day.before}
    return (each for each in _by_child(day.looks).items() if each[0] not in before)


def many_children(day: Day, numbers: Numbers) -> Iterator[Found]:
    hour = _busiest_hour(day.looks)
    count = len({look.child for look in hour})
    if count < numbers["least"]:
        return
    usual = [
        len({look.child for look in _busiest_hour(each)})
        for each in _by_day(day.before).values()
    ]
    if count >= numbers["times"] * (median(usual) if usual else 0):
        yield None, hour


def _busiest_hour(found: list[Look]) -> list[Look]:
    """The looks of the sixty minutes in which most different children were opened."""
    best, first = found[:1], 0
    for last in range(len(found)):
        while found[last].at - found[first].at >= timedelta(hours=1):
            first += 1
        window = found[first : last + 1]
        if (_children(window), len(window)) > (_children(best), len(best)):
            best = window
    return best


def _children(found: Iterable[Look]) -> int:
    return len({look.child for look in found})


def outside_teams(day: Day, numbers: Numbers) -> Iterator[Found]:
    """Of people who belong to teams: to whom the whole service is shown, all are theirs."""
    if not day.known.teams(day.user, day.on):
        return
    outside = [look for look in day.looks if not day.known.is_theirs(look)]
    if _children(outside) >= numbers["children"]:
        yield None, outside


def at_night(day: Day, numbers: Numbers) -> Iterator[Found]:
    def is_night(look: Look) -> bool:
        hour = timezone.localtime(look.at).hour
        return hour >= numbers["from_hour"] or hour < numbers["to_hour"]

    night = [look for look in day.looks if is_night(look)]
    if len(night) >= numbers["looks"]:
        yield None, night


def no_reason(day: Day, numbers: Numbers) -> Iterator[Found]:
    idle = [look for look in day.looks if _has_no_reason(day, look.child)]
    if _children(idle) >= numbers["children"]:
        yield None, idle


def closed_again(day: Day, numbers: Numbers) -> Iterator[Found]:
    """Told once: on the day that makes the number full."""
    for child, which in _by_child(day.looks).items():
        before = {look.day for look in day.before if look.child == child}
        if _has_no_reason(day, child) and len(before) + 1 == numbers["days"]:
            yield child, which


def _has_no_reason(day: Day, child: int) -> bool:
    return child not in day.known.open and child not in day.done


RULES: dict[str, Callable[[Day, Numbers], Iterator[Found]]] = {
    rule.__name__: rule
    for rule in (
        own_surname, staff_family, many_children, outside_teams, at_night, no_reason,
        closed_again,
    )
}  # fmt: skip
