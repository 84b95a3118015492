"""What became of clocks, a rule's at a time: the judging of the fast way.

The cases and their order are those of `judged` and `counted` in the statement.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from alongside.reckon.dues.clocks import WHY, Column
from alongside.reckon.dues.due import OPEN, STATUSES
from alongside.reckon.dues.numbered import BITS, NEVER, Keys, Numbered, next_day
from alongside.reckon.dues.numbered_rules import NumberedRule

Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]

STATUS = {name: np.int8(place) for place, name in enumerate(STATUSES)}
REASON = {name: np.int8(place) for place, name in enumerate(WHY)}
JUDGED_BY_DAYS = np.int8(-1)
STATUS_FOR = {
    "already_running": "superseded",
    "waived": "not_applicable", "lifted": "not_applicable",
    "not_held": "cannot_compute", "stopped": "cannot_compute",
    "outside_calendar": "cannot_compute", "undated": "cannot_compute",
    "ahead": "cannot_compute", "latest_only": "cannot_compute",
    "year_only": "cannot_compute",
    "after_childhood": "invalid_sequence", "done_before_start": "invalid_sequence",
}  # fmt: skip
BY_REASON = np.array(
    [STATUS[STATUS_FOR[why]] if why in STATUS_FOR else JUDGED_BY_DAYS for why in WHY]
)
BY_DAYS = np.array(
    [
        [STATUS["due"], STATUS["overdue"]],
        [STATUS["met"], STATUS["late"]],
        [STATUS["closed_before_due"], STATUS["closed_after_due"]],
    ]
)
"""What becomes of a clock that runs, is done or has ended: in time, or late."""


@dataclass
class Begun:
    """A rule's clocks in order of episode and day, and the days that stopped them.

    `done` and `ended` are NEVER where they are not. `completions` are the days of all
    that completes the rule, with those not known (0) and those ahead.
    """

    rule: NumberedRule
    told: Numbered
    as_at: int
    key: Keys
    completions: Keys
    done: Column
    ended: Column
    counted_from: Column
    recorded_on: Column
    team: Column
    worker: Column

    def __post_init__(self) -> None:
        self.episode = (self.key >> BITS).astype(np.int32)
        self.day = (self.key & NEVER).astype(np.int32)
        self.child = self.told.child_of[self.episode]
        self.over_on = np.full_like(self.child, NEVER)
        if not self.rule.past_childhood:
            self.over_on = self.told.over_on[self.child]
            later = self.over_on >= self.day
            self.ended[later] = np.minimum(self.ended, self.over_on)[later]
        self.closed = np.minimum(self.done, self.ended)
        self.done[self.ended < self.done] = NEVER
        self.ended[self.done <= self.ended] = NEVER

    @property
    def set_days(self) -> tuple[Flags, Column, Column]:
        """Return which clocks have a day set for them, the days, and the reasons."""
        episode, start, due, why = self.rule.set_days.T
        key = (episode.astype(np.int64) << BITS) | start
        place = np.searchsorted(self.key, key)
        here = np.append(self.key, -1)[place] == key
        found = np.zeros((3, len(self.key)), np.int32)
        found[:, place[here]] = np.stack((np.ones_like(due), due, why))[:, here]
        return found[0] == 1, found[1], found[2]


def judged(begun: Begun) -> dict[str, Column]:
    """Return the columns of `Clocks`, with children and episodes by their numbers."""
    is_set, due, reason = begun.set_days
    due = np.where(is_set, due, begun.rule.reach(begun.counted_from))
    due[due == 0] = NEVER
    reason = _reasons(begun, due, reason, is_set)
    status = BY_REASON[reason]
    status = np.where(status == JUDGED_BY_DAYS, _by_days(begun, due), status)
    gone = status == STATUS["superseded"]
    void = gone | (status == STATUS["not_applicable"])
    unsure = (status == STATUS["cannot_compute"]) & (begun.done > due)
    return {
        "child": begun.child,
        "started_on": begun.day,
        "episode": begun.episode,
        "due_on": _or_none(due, void),
        "completed_on": _or_none(begun.done, gone | unsure),
        "ended_on": _or_none(begun.ended, gone),
        "status": status,
        "reason": reason,
        **_people(begun, np.isin(status, [STATUS[name] for name in OPEN])),
    }


def _reasons(begun: Begun, due: Column, reason: Column, is_set: Flags) -> Column:
    """Return why each clock is not judged by its days, the strongest reason last."""
    rule, set_to = begun.rule, reason.copy()

    def because(why: str, where: Flags | Places) -> None:
        reason[where] = REASON[why]

    because("year_only", (begun.day < rule.known_since) & (begun.closed > due))
    left = np.flatnonzero(begun.done == NEVER)
    episode = begun.key[left] >> BITS << BITS
    first_done = next_day(begun.completions, episode | 1, begun.as_at)
    if rule.latest_only:
        ended = begun.ended[left]
        unseen = first_done > begun.day[left]  # the latest came after the end, or never
        unsure = unseen & (ended > due[left]) & (ended != NEVER)
        because("latest_only", left[unsure])
        because("latest_only", (begun.done > due) & (begun.done != NEVER))
        ahead = next_day(begun.completions, episode | (begun.as_at + 1), NEVER)
        because("ahead", left[ahead != NEVER])
    undated = next_day(begun.completions, episode, NEVER)
    because("undated", left[undated == 0])
    if rule.same_day:
        because("done_before_start", left[first_done < begun.day[left]])
    because("after_childhood", begun.over_on < begun.day)
    because("outside_calendar", (due == NEVER) & ~is_set)
    because("stopped", set_to == REASON["stopped"])
    if not rule.computable:
        reason[:] = REASON["not_held"]
    for first, last, _ in rule.lifted:
        because("lifted", (begun.counted_from >= first) & (begun.counted_from <= last))
    because("waived", set_to == REASON["waived"])
    if rule.one_at_a_time:
        because("already_running", _already_running(begun))
    return reason


def _already_running(begun: Begun) -> Flags:
    """Return which clocks began while the one before them in the episode still ran."""
    running = np.zeros(len(begun.key), np.bool_)
    running[1:] = (begun.episode[1:] == begun.episode[:-1]) & (
        begun.closed[:-1] > begun.day[1:]
    )
    return running


def _by_days(begun: Begun, due: Column) -> Flags:
    """Return what became of each clock, by its days alone."""
    how = np.where(begun.done != NEVER, 1, np.where(begun.ended != NEVER, 2, 0))
    late = np.where(how == 0, np.int32(begun.as_at), begun.closed) > due
    status = BY_DAYS[how, late.astype(np.int8)]
    arrived = (begun.recorded_on > due) & (begun.recorded_on != NEVER)
    status[arrived & (status == STATUS["overdue"])] = STATUS["late_on_arrival"]
    return status


def _or_none(days: Column, hidden: Flags) -> Column:
    return np.where(hidden | (days == NEVER), np.int32(0), days)


def _people(begun: Begun, running: Flags) -> dict[str, Column]:
    """Return team and worker: of a running clock, those the child is allocated to."""
    found = {}
    for who in ("team", "worker"):
        then, now = getattr(begun, who), getattr(begun.told, who)[begun.child]
        chosen = np.where(running, now, then)
        found[who] = np.where(chosen < 0, np.where(running, then, now), chosen)
    return found
