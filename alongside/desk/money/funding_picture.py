"""Posts by years, and what pays for each: a row for those that are paid alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from alongside.desk.money.budget_models import year_said
from alongside.desk.money.funding import Funded
from alongside.reckon.money.funded import Share

LEFT, WIDTH, HIGH, STEP, ABOVE, RIGHT = 190, 760, 36, 48, 34, 16
MOST_ROWS = 14
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
COLOURS = 6
ROOM = 64  # for a letter and a share


@dataclass(frozen=True)
class Bar:
    """Days paid by one source, or by none; what is written into it, where there is room."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    word: str
    said: str

    @property
    def base(self) -> float:
        """Where its word stands: in its own middle, since shares lie on each other."""
        return self.y + self.height / 2 + 5


@dataclass(frozen=True)
class Row:
    label: str
    middle: float
    bars: list[Bar]


@dataclass(frozen=True)
class Picture:
    width: int
    height: int
    years: list[tuple[float, str]]
    rows: list[Row]
    key: list[tuple[str, str]]
    today: float
    more: int
    said: str


def picture(found: Iterable[Funded], aprils: list[int], today: date) -> Picture:
    """Draw the years from April of the first to March after the last; of posts paid alike
    one row, those that lose their funding soonest first."""
    alike: dict[tuple, list[Funded]] = {}
    for each in found:
        alike.setdefault((each.shares, each.last), []).append(each)
    groups = sorted(alike.values(), key=lambda group: _soonest(group[0]))
    sources = sorted({share.source for each in groups for share in each[0].shares})
    letters = {name: LETTERS[n % len(LETTERS)] for n, name in enumerate(sources)}
    first, last = date(aprils[0], 4, 1), date(aprils[-1] + 1, 3, 31)
    scale = Scale(first, last)
    shown = groups[:MOST_ROWS]
    rows = [_row(n, group, scale, letters) for n, group in enumerate(shown)]
    return Picture(
        LEFT + WIDTH + RIGHT,
        ABOVE + STEP * len(rows) + 6,
        [(scale.at(date(april, 4, 1)), year_said(april)) for april in aprils],
        rows,
        [(letter, name) for name, letter in letters.items()],
        scale.at(today),
        len(groups) - len(shown),
        f"What pays for {sum(map(len, groups))} posts, {year_said(aprils[0])} to "
        f"{year_said(aprils[-1])}, in {len(groups)} groups of posts paid alike. The same "
        "stands in the table below.",
    )


@dataclass(frozen=True)
class Scale:
    first: date
    last: date

    def at(self, day: date) -> float:
        whole = (self.last - self.first).days + 1
        done = min(max((day - self.first).days, 0), whole)
        return round(LEFT + WIDTH * done / whole, 1)

    def after(self, day: date | None) -> float:
        """Where the day after one lies; the edge, where there is no last day."""
        return self.at(date.fromordinal(min(day, self.last).toordinal() + 1)) if day else LEFT + WIDTH  # fmt: skip


def _soonest(each: Funded) -> tuple[date, str]:
    lacking = each.gap.first if each.gap and each.shares else date.max
    return lacking, each.post.number


def _row(n: int, group: list[Funded], scale: Scale, letters: dict[str, str]) -> Row:
    each, top = group[0], ABOVE + n * STEP
    others = f" and {len(group) - 1} more" if len(group) > 1 else ""
    bars = list(_bars(each, top, scale, letters))
    return Row(f"{each.post.number}{others}", top + HIGH / 2 + 5, bars)


def _bars(
    each: Funded, top: int, scale: Scale, letters: dict[str, str]
) -> Iterator[Bar]:
    for gap in each.gaps:
        x = scale.at(gap.first)
        width = scale.after(gap.last) - x
        if width > 0:
            word = "nothing pays" if width > 2 * ROOM and gap.share == 1 else ""
            yield Bar("unpaid", x, top, round(width, 1), HIGH, word, "Nothing pays")
    level: list[Share] = []
    for share in each.shares:
        x = scale.at(share.first)
        end = min([day for day in (share.last, each.last) if day], default=None)
        width, high = scale.after(end) - x, round(HIGH * float(share.share), 1)
        below = sum(float(o.share) for o in level if o.pays_on(share.first))
        level.append(share)
        if width > 0:
            percent = f"{(share.share * 100).normalize():f}%"
            word = f"{letters[share.source]} {percent}" if width > ROOM and high > 11 else ""  # fmt: skip
            n = LETTERS.index(letters[share.source]) % COLOURS
            y = round(top + HIGH * below, 1)
            yield Bar(f"paid s{n}", x, y, round(width, 1), high, word, share.source)
