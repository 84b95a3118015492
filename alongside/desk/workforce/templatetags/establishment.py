"""Posts and FTE as pages write them."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.html import format_html

from alongside.desk.said import day_said
from alongside.desk.workforce.models import Post, PostChange
from alongside.reckon.establishment import Kind, Line, Size

register = template.Library()
DONE = {
    Kind.CREATE: "Created",
    Kind.END: "Ended",
    Kind.FTE: "FTE changed",
    Kind.TEAM: "Moved to another team",
    Kind.GRADE: "Grade changed",
    Kind.MANAGER: "Line manager changed",
    Kind.EXTEND: "Extended, or made permanent",
    Kind.TERM_ENDS: "Its term ended",
}


@register.filter
def fte(number: Decimal) -> str:
    """Two decimals at most, and none that say nothing: 41, 20.5, 0.75."""
    text = f"{number:,.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "−")


@register.filter
def signed(number: Decimal | int) -> str:
    """More or less, always with its sign: +1.5, −4; and 0."""
    return f"+{fte(Decimal(number))}" if number > 0 else fte(Decimal(number))


@register.filter
def size_said(size: Size) -> str:
    """Posts and FTE side by side, so that neither is taken for the other."""
    plural = "" if size.posts == 1 else "s"
    return f"{size.posts:,} post{plural}, {fte(size.fte)} FTE"


@register.filter
def done(kind: str) -> str:
    return DONE[Kind(kind)]


@register.filter
def to_what(change: PostChange) -> str:
    """What a change makes of the post, in words."""
    return {
        Kind.FTE: lambda: f"to {fte(change.fte)} FTE",
        Kind.TEAM: lambda: f"to {change.team or 'no team'}",
        Kind.GRADE: lambda: f"to grade {change.grade}",
        Kind.MANAGER: lambda: f"to {change.line_manager or 'nobody'}",
        Kind.EXTEND: lambda: _term(change.last_on),
        Kind.CREATE: lambda: (
            f"with {fte(change.fte)} FTE, grade {change.grade}, "
            f"{change.team or 'in no team'}, {_term(change.last_on)}"
        ),
    }.get(Kind(change.kind), str)()


def _term(last_on) -> str:
    return f"until {day_said(last_on)}" if last_on else "permanent"


@register.simple_tag
def share_bar(share, longest: Decimal, width: int = 160):
    """Draw what is held, covered and vacant, as long as the FTE; words stand beside it."""
    if not longest:
        return ""
    parts, at = [], Decimal(0)
    for name, amount in (
        ("held", share.size.fte - share.vacant),
        ("covered", share.covered),
        ("vacant", share.uncovered),
    ):
        long = amount / longest * width
        parts.append((name, at, long))
        at += long
    drawn = [
        format_html(
            '<rect class="{}" x="{}" width="{}" height="16" y="1"/>',
            name,
            f"{start:.1f}",
            f"{long:.1f}",
        )
        for name, start, long in parts
        if long
    ]
    return format_html(
        '<svg class="share" viewBox="0 0 {} 18" width="{}" height="18" role="img" '
        'aria-label="{}">{}</svg>',
        width,
        width,
        f"{fte(share.size.fte - share.vacant)} FTE held, {fte(share.covered)} vacant and "
        f"covered by agency, {fte(share.uncovered)} vacant",
        format_html("{}" * len(drawn), *drawn),
    )


@register.filter
def named(posts: dict[int, Post], line: Line) -> str:
    return str(posts[line.post])
