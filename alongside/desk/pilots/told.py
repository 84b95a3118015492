"""What a pilot came to, as its page, its appendix and its pack tell it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone

from alongside.desk.pilots.asking import asked_again
from alongside.desk.pilots.models import WorkedOut
from alongside.desk.pilots.plan_words import indicator_said, unit_of
from alongside.reckon.pilots.panel import Panel, read_text
from alongside.reckon.pilots.question import Question
from alongside.reckon.pilots.told import Telling


@dataclass(frozen=True)
class Told(Telling):
    """One working-out, read again from what was kept of it."""

    kept: WorkedOut

    @property
    def day(self) -> date:
        """The day on which it was worked out."""
        return timezone.localdate(self.kept.at)

    @cached_property
    def panel(self) -> Panel:
        return read_text(self.kept.panel)

    @cached_property
    def asked(self) -> Question:
        return asked_again(self.kept.asked)

    @property
    def found(self) -> list[dict[str, Any]]:
        named = self.kept.pilot.indicator
        kept = self.kept.result["indicators"]
        return sorted(kept, key=lambda each: each["indicator"] != named)

    def title_of(self, indicator: str) -> str:
        return indicator_said(indicator)

    def unit_of(self, indicator: str) -> str:
        return unit_of(indicator)

    @property
    def own_doubts(self) -> list[str]:
        return list(self._doubts())

    def _doubts(self) -> Iterator[str]:
        """Yield what the plan's own days and changes leave open."""
        pilot = self.kept.pilot
        if pilot.locked_on >= pilot.starts_on:
            yield (
                "The plan was locked after the pilot began, so that its figure was not "
                "named before any could be seen."
            )
        if changed := pilot.amendments.count():
            times = "once" if changed == 1 else f"{changed} times"
            yield f"The plan was changed {times} since it was locked."


def latest(user, pilot) -> Told | None:
    """Return what a pilot came to when it was last worked out, if this person sees it."""
    seen = WorkedOut.objects.visible_to(user).filter(pilot=pilot)
    found = seen.select_related("pilot").latest_first().first()
    return Told(found) if found else None
