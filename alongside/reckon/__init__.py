"""The reckoning: the law, the calendar and the arithmetic. It has never heard of Django.

What an analyst asks for first has a name here, and is fetched when it is asked for: to
count days needs nothing but Python, to read an export its readers, and so on.
`examples/reckon_an_export.ipynb` uses all of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alongside.reckon.clock import Clock, Limit, OutsideCalendar, arithmetic
    from alongside.reckon.dues import Due, Happening, reckon_child
    from alongside.reckon.dues import dues as reckon_export
    from alongside.reckon.indicators import answers as count_indicators
    from alongside.reckon.intake import read as read_export
    from alongside.reckon.intake import read_all as read_exports
    from alongside.reckon.rulebook import BadRulebook, Rule
    from alongside.reckon.rulebook import read as read_rulebook

__all__ = [
    "BadRulebook", "Clock", "Due", "Happening", "Limit", "OutsideCalendar", "Rule",
    "arithmetic", "count_indicators", "read_export", "read_exports", "read_rulebook",
    "reckon_child", "reckon_export",
]  # fmt: skip

_PLACES = {
    "Clock": "clock.Clock",
    "Limit": "clock.Limit",
    "OutsideCalendar": "clock.OutsideCalendar",
    "arithmetic": "clock.arithmetic",
    "BadRulebook": "rulebook.BadRulebook",
    "Rule": "rulebook.Rule",
    "read_rulebook": "rulebook.read",
    "read_export": "intake.read",
    "read_exports": "intake.read_all",
    "Due": "dues.Due",
    "Happening": "dues.Happening",
    "reckon_export": "dues.dues",
    "reckon_child": "dues.reckon_child",
    "count_indicators": "indicators.answers",
}


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    room, _, what = _PLACES[name].partition(".")
    return getattr(import_module(f"{__name__}.{room}"), what)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
