"""Shares and hours in words, as the pages, pictures and workbooks of time say them."""

from __future__ import annotations

from alongside.desk.support.time_measures import Line
from alongside.desk.support.time_picture import Picture, Value, picture
from alongside.reckon.time_released import Outside, Released

NOT_SHOWN = "Not shown"


def share_said(outside: Outside) -> str:
    """1,012.5 of 6,080.0 hours: 17%"""
    if not outside.noted:
        return "Nothing noted"
    some, noted = outside.outside / 60, outside.noted / 60
    return f"{some:,.1f} of {noted:,.1f} hours: {outside.fraction:.0%}"


def limits_said(outside: Outside) -> str:
    """11% to 22%; or that few days cannot tell."""
    if outside.share is None:
        return f"Cannot tell from {outside.days} day{'' if outside.days == 1 else 's'}"
    return f"{outside.share.low:.0%} to {outside.share.high:.0%}"


def hours_limits_said(released: Released) -> str:
    if released.low is None or released.high is None:
        return "Cannot tell: too little was timed" if released.hours else ""
    return f"{released.low:,.1f} to {released.high:,.1f}"


def apart_said(apart: tuple[float, float, float] | None) -> str:
    """+8.1 points (+3.0 to +13.2), and whether that is more than chance would bring."""
    if apart is None:
        return "Cannot tell"
    points, low, high = (100 * each for each in apart)
    said = f"{points:+z.1f} points ({low:+z.1f} to {high:+z.1f})"
    return said if low > 0 or high < 0 else f"{said}: cannot be told apart"


def pounds_said(pounds: tuple[float, float | None, float | None] | None) -> str:
    if pounds is None:
        return "No cost of an hour was typed"
    value, low, high = pounds
    if low is None or high is None:
        return f"£{value:,.0f}"
    return f"£{value:,.0f} (£{low:,.0f} to £{high:,.0f})"


def shares_drawn(lines: list[tuple[str, Line]]) -> Picture:
    """The share outside, month by month."""
    return picture(
        "outside",
        "Share of time outside the catalogue in each of twelve months",
        [_share(label, line) for label, line in lines],
    )


def _share(label: str, line: Line) -> Value:
    if line.spent is None or line.spent.outside.fraction is None:
        return Value(label, None, None, None, "–", f"{label}: not shown")
    found = line.spent.outside
    low, high = (found.share.low, found.share.high) if found.share else (None, None)
    said = f"{label}: {share_said(found)}, {limits_said(found)}"
    return Value(label, found.fraction, low, high, f"{found.fraction:.0%}", said)


def hours_drawn(lines: list[tuple[str, Line]]) -> Picture:
    """The hours released, month by month."""
    return picture(
        "released",
        "Hours of qualified time released in each of twelve months",
        [_hours(label, line) for label, line in lines],
    )


def _hours(label: str, line: Line) -> Value:
    if line.spent is None:
        return Value(label, None, None, None, "–", f"{label}: not shown")
    found = line.spent.released
    said = f"{label}: {found.hours:,.1f} hours, {hours_limits_said(found) or 'none'}"
    return Value(label, found.hours, found.low, found.high, f"{found.hours:,.0f}", said)
