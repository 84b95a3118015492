"""Who must act on a timescale, as its rule says; the child's worker may be another."""

from __future__ import annotations

from alongside.desk.casework.rulebook import rulebook
from alongside.reckon.rulebook import Rule


def actors(rule: Rule) -> list[str]:
    """Return each who must act: `Social worker; virtual school` are two."""
    named = (part.strip() for part in rule.who.split(";"))
    return [part[0].upper() + part[1:] for part in named if part]


def rules_by_actor() -> dict[str, list[str]]:
    """Return the codes of the rules reckoned, by each who must act, in order of name."""
    found: dict[str, list[str]] = {}
    for rule in rulebook().values():
        for actor in actors(rule) if rule.computed else ():
            found.setdefault(actor, []).append(rule.code)
    return dict(sorted(found.items()))
