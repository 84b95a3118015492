"""What is otherwise in a table than in the layout it was thought to have."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from alongside.reckon.intake.layouts import plain
from alongside.reckon.intake.reports.layout import NamedLayout
from alongside.reckon.intake.reports.look import Seen

_ALIKE = 0.6


@dataclass(frozen=True)
class Difference:
    """The headers that went and those that came, as the layout and the table have them.

    `needed` are those of the gone that the layout puts to use. `perhaps` pairs a gone
    header with new ones that are spelt alike: to be shown, never applied. `moved` are
    those, as few as may be, that no longer stand in the order they had: that changes
    nothing of how a table is read.
    """

    gone: tuple[str, ...]
    came: tuple[str, ...]
    needed: tuple[str, ...]
    perhaps: tuple[tuple[str, tuple[str, ...]], ...]
    moved: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        return not self.gone and not self.came

    @property
    def in_words(self) -> str:
        """The difference as sentences, or nothing where there is none."""
        said = []
        for words, headers in (("gone", self.gone), ("new", self.came)):
            if headers:
                said.append(f"{_quoted(headers)} {_is(headers)} {words}.")
        for header, alike in self.perhaps:
            said.append(f"{_quoted(alike, ' or ')} may be what was {header!r}.")
        return " ".join(said)


def difference(layout: NamedLayout, seen: Seen) -> Difference:
    """Return how a table's headers differ from a layout's; order and case set aside."""
    return apart(layout.headers, [use.header for use in layout.uses], seen.headers)


def apart(
    headers: Sequence[str], uses: Iterable[str], seen: Sequence[str]
) -> Difference:
    """Return how headers seen differ from those before, of which `uses` were put to use."""
    before = {plain(header): header for header in headers if plain(header)}
    now = {plain(header): header for header in seen if plain(header)}
    gone = [before[each] for each in before if each not in now]
    came = [now[each] for each in now if each not in before]
    used = set(map(plain, uses))
    spelt = {plain(header): header for header in came}
    perhaps = []
    for header in gone:
        if alike := get_close_matches(plain(header), spelt, 3, _ALIKE):
            perhaps.append((header, tuple(spelt[each] for each in alike)))
    needed = tuple(header for header in gone if plain(header) in used)
    both = [each for each in before if each in now]
    moved = tuple(now[each] for each in _moved(both, [e for e in now if e in before]))
    return Difference(tuple(gone), tuple(came), needed, tuple(perhaps), moved)


def _moved(before: list[str], now: list[str]) -> list[str]:
    """Those that are left when as many as may be stay in the order that they had."""
    place = {header: at for at, header in enumerate(before)}
    ends: list[int] = []  # by its length, where the run that stays in order ends
    runs: list[tuple[str, ...]] = []
    for header in now:
        at = bisect(ends, place[header])
        runs[at : at + 1] = [(*(runs[at - 1] if at else ()), header)]
        ends[at : at + 1] = [place[header]]
    return [header for header in now if header not in (runs[-1] if runs else ())]


def _quoted(headers: tuple[str, ...], joined: str = ", ") -> str:
    return joined.join(map(repr, headers))


def _is(headers: tuple[str, ...]) -> str:
    return "is" if len(headers) == 1 else "are"
