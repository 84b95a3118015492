"""Small numbers: the one door through which a table of children may be published.

A count of one to five could point at a child, so it is not shown. Nor may it be worked out
from what is: another count in its row or column goes too where that is needed, and all that
is left is rounded. The Department's tables of authorities do the same: `c` stands for a
count of one to five, or for another hidden to protect one; 0 is shown as 0.

`protect` hides, then looks at its own work as a reader would: what a row or column with its
total lets anyone work out of each hidden count. While any small count could be told nearer
than "one to five", it hides another. What is published is safe within one table; two tables
of the same children that differ by a few can still be subtracted, so publish one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from alongside.reckon.indicators import Figure

HIDDEN = "c"
ALL = ""
WHOLE = "whole"

Key = tuple[str, ...]
Line = tuple[Key, tuple[Key, ...]]
Bounds = dict[Key, tuple[int, int]]


@dataclass(frozen=True)
class Rule:
    """From what number on a count is shown, and to what multiple it is rounded."""

    smallest_shown: int = 6
    rounded_to: int = 5

    def nearest(self, count: int) -> int:
        """Return a count rounded to the nearest multiple, halves up."""
        return (2 * count + self.rounded_to) // (2 * self.rounded_to) * self.rounded_to

    def rounded_from(self, value: int) -> tuple[int, int]:
        """Return the least and the most that a count can be that is shown as a value."""
        most = value + (self.rounded_to - 1) // 2
        if value == 0:
            return 0, most if most >= self.smallest_shown else 0
        return max(value - self.rounded_to // 2, self.smallest_shown), most


DEPARTMENTS = Rule()
"""As in the Department's tables of authorities, where no count from 1 to 5 is shown; and
rounded to 5, since a table of teams is cut finer than one of authorities."""


@dataclass(frozen=True)
class Published:
    """A table fit to publish: each count rounded, or None where it is hidden.

    A key has a place for each way the table is cut (team, outcome); `ALL` in a place is
    the total over it.
    """

    counts: Mapping[Key, int | None]

    def text(self, *key: str) -> str:
        """Return a count as printed: a number, or the mark of a hidden one."""
        count = self.counts[key]
        return HIDDEN if count is None else str(count)


def protect(counts: Mapping[Key, int], rule: Rule = DEPARTMENTS) -> Published:
    """Return a table of counts, and all its totals, fit to publish.

    `counts` has a whole number for every key that can be made of the words in each place;
    one that is wanting is 0. Raises ValueError for a count below 0, or keys of unequal
    length.
    """
    lines = list(_lines(counts))
    full = _with_totals(counts, lines)
    small = {key for key, count in full.items() if 0 < count < rule.smallest_shown}
    hidden = set(small)
    while exposed := _exposed(full, small, hidden, lines, rule):
        hidden.add(_next_to_hide(full, exposed, hidden, lines))
    return Published(
        {key: None if key in hidden else rule.nearest(n) for key, n in full.items()}
    )


def _lines(counts: Mapping[Key, int]) -> Iterator[Line]:
    """Yield every sum a reader can do: a total, and the parts that it is the sum of."""
    if len({len(key) for key in counts}) > 1:
        raise ValueError("Every key of a table has as many places as the others.")
    if any(count < 0 for count in counts.values()):
        raise ValueError("A table of counts holds no number below 0.")
    words = [sorted(set(place)) for place in zip(*counts, strict=True)]
    for place, here in enumerate(words):
        others = [[ALL, *each] for each in words]
        others[place] = [ALL]
        for total in product(*others):
            yield (
                total,
                tuple((*total[:place], word, *total[place + 1 :]) for word in here),
            )


def _with_totals(counts: Mapping[Key, int], lines: list[Line]) -> dict[Key, int]:
    full = {
        key: counts.get(key, 0) for _, parts in lines for key in parts if ALL not in key
    }
    # Lines come place by place, so that the parts of a total may be totals themselves.
    waiting = list(lines)
    while waiting:
        ready = [line for line in waiting if all(part in full for part in line[1])]
        for total, parts in ready:
            full[total] = sum(full[part] for part in parts)
        waiting = [line for line in waiting if line not in ready]
    return full


def _exposed(
    full: Mapping[Key, int],
    small: set[Key],
    hidden: set[Key],
    lines: list[Line],
    rule: Rule,
) -> set[Key]:
    """Return the small counts of which a reader can tell more than that they are small.

    The reader may take it that what is hidden is not 0, which makes the others smaller.
    """
    shown = {key: None if key in hidden else rule.nearest(n) for key, n in full.items()}
    least = what_is_known(shown, lines, rule, least_hidden=0)
    most = what_is_known(shown, lines, rule, least_hidden=1)
    return {
        key
        for key in small
        if least[key][0] > 1 or most[key][1] < rule.smallest_shown - 1
    }


def what_is_known(
    shown: Mapping[Key, int | None], lines: list[Line], rule: Rule, least_hidden: int
) -> Bounds:
    """Return the least and the most that each count can be, by all the sums together."""
    shown_in_all = sum(value or 0 for value in shown.values())
    most = shown_in_all + len(shown) * (rule.smallest_shown + rule.rounded_to)
    known = {
        key: (least_hidden, most) if value is None else rule.rounded_from(value)
        for key, value in shown.items()
    }
    changed = True
    while changed:
        changed = any([_narrow(known, total, parts) for total, parts in lines])
    return known


def _narrow(known: Bounds, total: Key, parts: tuple[Key, ...]) -> bool:
    """Do one sum both ways, and return whether anything more is known."""
    least, most = (sum(known[part][side] for part in parts) for side in (0, 1))
    before = [known[key] for key in (total, *parts)]
    known[total] = max(known[total][0], least), min(known[total][1], most)
    for part in parts:
        low, high = known[part]
        others_least, others_most = least - low, most - high
        known[part] = (
            max(low, known[total][0] - others_most),
            min(high, known[total][1] - others_least),
        )
    return before != [known[key] for key in (total, *parts)]


def _next_to_hide(
    full: Mapping[Key, int], exposed: set[Key], hidden: set[Key], lines: list[Line]
) -> Key:
    """Return the least telling count in a sum with one exposed, or in a sum further off.

    A part before a total, a smaller count before a larger, 0 last. There always is one:
    with everything hidden, nothing is known of a count.
    """
    near = exposed
    while near <= hidden:
        sums = [{total, *parts} for total, parts in lines]
        near = near.union(*(each for each in sums if each & near))
    return min(
        near - hidden, key=lambda key: (full[key] == 0, key.count(ALL), full[key], key)
    )


@dataclass(frozen=True)
class PublishedFigure:
    """A figure fit to publish; None where a count is hidden.

    The share and its interval are of the rounded counts, and only where the numerator,
    the denominator and what lies between them are all shown.
    """

    period: str
    by: str
    numerator: int | None
    denominator: int | None
    left_out: int | None
    rate: Figure | None


def publish(figures: Iterable[Figure], add_up: bool = True) -> list[PublishedFigure]:
    """Return an indicator's figures, of all and of each team, fit to publish.

    They are one table, of periods by teams by outcomes; `add_up` says whether the months
    add up to the whole. Where they do not (a snapshot), each period is a table.
    """
    listed = list(figures)
    wholes = {figure.period for figure in listed if "/" in figure.period}
    if not add_up or len(wholes) == len({figure.period for figure in listed}):
        wholes = set()
    tables = [listed] if add_up else _by_period(listed)
    return [each for table in tables for each in _publish(table, wholes)]


def _by_period(figures: Iterable[Figure]) -> list[list[Figure]]:
    periods: dict[str, list[Figure]] = {}
    for figure in figures:
        periods.setdefault(figure.period, []).append(figure)
    return list(periods.values())


def _publish(figures: list[Figure], wholes: set[str]) -> list[PublishedFigure]:
    teams = any(figure.by for figure in figures)
    parts = [f for f in figures if f.period not in wholes and bool(f.by) == teams]
    outcomes: dict[Key, int] = {}
    left_out: dict[Key, int] = {}
    for each in parts:
        place = (each.period, each.by or WHOLE)
        outcomes[(*place, "yes")] = each.numerator
        outcomes[(*place, "no")] = each.denominator - each.numerator
        left_out[place] = each.number_left_out
    shares, left = protect(outcomes), protect(left_out)
    return [_shown(figure, shares, left, wholes) for figure in figures]


def _shown(
    figure: Figure, shares: Published, left_out: Published, wholes: set[str]
) -> PublishedFigure:
    place = (ALL if figure.period in wholes else figure.period, figure.by)
    yes, no, both = (shares.counts[(*place, end)] for end in ("yes", "no", ALL))
    rate = None
    if yes is not None and no is not None and both is not None:
        rate = Figure(figure.period, figure.by, yes, both)
    return PublishedFigure(
        figure.period, figure.by, yes, both, left_out.counts[place], rate
    )
