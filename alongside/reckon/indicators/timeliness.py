"""Timeliness: of the clocks of a rule that fell due, how many were kept in time."""

from __future__ import annotations

from collections.abc import Iterable

from alongside.reckon.indicators.indicator import (
    DAYS,
    JOINED_DAYS,
    LOCAL,
    Band,
    Indicator,
)
from alongside.reckon.rulebook import Rule, Rulebook

PLACED_BY = "The last day in time; the first day, where no last day can be reckoned."
NUMERATOR = "Those done by their last day in time."
LEFT_OUT = (
    "Clocks whose dates run backwards, that cannot be computed, that fell away before "
    "their last day or never counted, or whose last day is the very day asked of."
)


def in_time(
    name: str,
    title: str,
    counted: str,
    source: str,
    *rules: str,
    verified: bool = True,
    bands: tuple[Band, ...] = (),
) -> Indicator:
    """Return the indicator of one duty, whichever of its `rules` a council has on."""
    return Indicator(
        name, title, LOCAL, counted, NUMERATOR, LEFT_OUT, PLACED_BY, source,
        sql=_clocks(rules), verified=verified, rules=rules, bands=bands,
    )  # fmt: skip


def of_every_rule(rules: Rulebook, named: Iterable[Indicator]) -> list[Indicator]:
    """Return an indicator of each reckoned rule that no named one counts by itself."""
    reckoned = {code for code, rule in rules.items() if rule.computed}
    by_name = {
        frozenset(indicator.rules) & reckoned
        for indicator in named
        if indicator.family == LOCAL
    }
    return [
        _of(rules[code]) for code in rules if code in reckoned and {code} not in by_name
    ]


def _of(rule: Rule) -> Indicator:
    return in_time(
        f"{rule.code.lower()}_in_time",
        f"{rule.title}: in time",
        f"Clocks of {rule.code} that fell due: {rule.limit_said} (from: {rule.from_words}).",
        rule.source,
        rule.code,
        verified=rule.verified,
    )


def _clocks(rules: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{code}'" for code in rules)
    joined = JOINED_DAYS.format(
        began="reckoned.started_on", done="reckoned.completed_on"
    )
    return f"""
    select coalesce(reckoned.due_on, reckoned.started_on) as counted_on,
        reckoned.team as team,
        case reckoned.status
            when 'met' then 'yes'
            when 'late' then 'no'
            when 'overdue' then 'no'
            when 'late_on_arrival' then 'no'
            when 'closed_after_due' then 'no'
            when 'due' then 'running'
            else reckoned.status end as outcome,
        {DAYS} as days
    from reckoned{joined}
    where reckoned.rule in ({listed})
    """
