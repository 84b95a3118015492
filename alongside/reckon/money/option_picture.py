"""Options drawn: for each a line from its worst to its best net worth, and a mark between.

The one worth most has a filled mark, the others an open one; a line stands where an option
is worth nothing, net. Names stand above their lines, so that all of it can be read on a
telephone, and across half a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from html import escape

from alongside.reckon.figures import rounded
from alongside.reckon.money.options import Appraisal, Option

WIDTH, LEFT, RIGHT, TOP, STEP, FOOT = 440, 16, 16, 8, 62, 34
INK, MARK = "#10201f", "#0b3a44"
LONGEST = 42  # letters of a name that fit beside what it is worth


def picture(appraisal: Appraisal) -> str:
    """Return the picture as SVG, with its words in it. At least one option is costed."""
    high = TOP + STEP * len(appraisal.costed) + FOOT
    along = _scale(appraisal)
    parts = [*_ground(appraisal, along, high)]
    best = appraisal.by_net()[0]
    for at, option in enumerate(appraisal.costed):
        parts += _line(appraisal, option, along, TOP + STEP * at + 40, option is best)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="half-page" viewBox="0 0 {WIDTH} {high}" '
        f'role="img" aria-label="{escape(words(appraisal))}" '
        f'font-family="Arial, Liberation Sans, sans-serif" font-size="14">'
        f"{''.join(parts)}</svg>"
    )


def words(appraisal: Appraisal) -> str:
    """Return what the picture shows, for those who do not see it."""
    each = []
    for option in appraisal.costed:
        of = appraisal.worth(option)
        each.append(
            f"{option.name} {said(of.net)}, from {said(of.net_low)} to {said(of.net_high)}"
        )
    return f"Net worth in pounds of the first year: {'; '.join(each)}."


def _scale(appraisal: Appraisal) -> Callable[[Decimal], float]:
    """Return what places pounds across; nothing is always on it."""
    ends = [Decimal(0)]
    for option in appraisal.costed:
        of = appraisal.worth(option)
        ends += [of.net_low, of.net_high]
    low, high = min(ends), max(ends)
    wide = (high - low) or Decimal(1)

    def along(pounds: Decimal) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * float((pounds - low) / wide), 1)

    return along


def _ground(
    appraisal: Appraisal, along: Callable[[Decimal], float], high: int
) -> Iterator[str]:
    x, foot = along(Decimal(0)), high - FOOT
    yield f'<path d="M{x} {TOP + 26}V{foot}" stroke="{INK}" stroke-dasharray="3 3"/>'
    yield _text(max(x, LEFT + 8), foot + 20, "£0", "middle")


def _line(
    appraisal: Appraisal,
    option: Option,
    along: Callable[[Decimal], float],
    y: int,
    best: bool,
) -> Iterator[str]:
    of = appraisal.worth(option)
    low, middle, high = (along(each) for each in (of.net_low, of.net, of.net_high))
    name = option.name
    short = name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
    yield _text(LEFT, y - 17, short, "start")
    yield _text(WIDTH - RIGHT, y - 17, said(of.net), "end")
    yield f'<path d="M{low} {y}H{high}" stroke="{MARK}" stroke-width="2.5"/>'
    for end in (low, high):
        yield f'<path d="M{end} {y - 6}V{y + 6}" stroke="{MARK}" stroke-width="2.5"/>'
    fill = MARK if best else "#ffffff"
    yield (
        f'<circle cx="{middle}" cy="{y}" r="6" fill="{fill}" stroke="{MARK}" '
        'stroke-width="2.5"/>'
    )


def said(value: Decimal, places: int = 0) -> str:
    """£26,744; less than nothing as −£14,500. Rounded once, here."""
    shown = rounded(value, places)
    return f"{'−' if shown < 0 else ''}£{abs(shown):,}"


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{INK}" stroke="#ffffff" '
        f'stroke-width="4" paint-order="stroke">{escape(words)}</text>'
    )
