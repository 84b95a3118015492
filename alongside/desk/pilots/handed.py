"""A pilot's interval handed to an options appraisal, as the address of a page that asks for it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from alongside.desk.pilots.told import Told
from alongside.desk.said import day_said


def handed(told: Told) -> str:
    """Return where the gap can be put to an option; nothing where its interval has no end.

    In an appraisal more is always better: the gap of a figure of which less is better is
    turned round.
    """
    gap = told.gap(told.primary, "")
    if gap.low is None or gap.high is None:
        return ""
    ends = [gap.low, gap.value, gap.high]
    if told.primary["better"] == "lower":
        ends = [-end for end in reversed(ends)]
    low, expected, high = (f"{end:.2f}" for end in ends)
    given = {
        "what": told.title, "unit": gap.unit, "low": low, "expected": expected,
        "high": high,
        "source": f"Pilot “{told.kept.pilot}”, worked out on {day_said(told.day)}; 95% interval",
    }  # fmt: skip
    return f"{reverse('money:place-benefit')}?{urlencode(given)}"
