"""How much a finding matters: how many clocks on the worklist rest on what it is about.

An event reads columns of records, a rule rests on events, a clock is a rule running for
a child. What a finding is about fills columns: so the clocks it touches can be counted.
Where what is missing or left out would have started a clock, that clock counts as well.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from alongside.reckon.dues.due import OPEN, Due
from alongside.reckon.events import EVENTS
from alongside.reckon.intake.findings import NOTE, REFUSED, SUSPICIOUS, Finding
from alongside.reckon.rulebook import Rulebook

_NAME = re.compile(r"\b[a-z0-9]{4}_\w+")  # s47e_ has digits
_KINDS = {REFUSED: 0, NOTE: 2}  # the others stand between


def weigh(
    findings: Iterable[Finding], rulebook: Rulebook, dues: Iterable[Due] = ()
) -> list[Finding]:
    """Return findings with their weights: refusals first, then the heaviest, notes last.

    `dues` are the clocks reckoned from the same export: without them, each rule that
    what a finding is about would start counts once.
    """
    scales = _Scales(rulebook, dues)
    weighed = [
        replace(each, weight=each.weight or scales.weight(each)) for each in findings
    ]
    return sorted(weighed, key=lambda each: (_KINDS.get(each.kind, 1), -each.weight))


class _Scales:
    """The rules that rest on each column, and the clocks of each child by rule."""

    def __init__(self, rulebook: Rulebook, dues: Iterable[Due]) -> None:
        self.resting: Mapping[str, set[str]] = defaultdict(set)
        self.started: Mapping[str, set[str]] = defaultdict(set)
        for code, rule in rulebook.items():
            if rule.computed:
                self._note(code, rule.starts, self.started)
                events = (*rule.starts, *rule.completed_by, *rule.ended_by)
                self._note(code, events, self.resting)
        self.clocks: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for due in dues:
            self.clocks[due.child_id][due.code] += 1
            self.clocks[""][due.code] += 1

    def _note(
        self, code: str, events: Iterable[str], into: Mapping[str, set[str]]
    ) -> None:
        for name in events:
            for column in _columns_of(name):
                into[column].add(code)

    def weight(self, finding: Finding) -> int:
        """The clocks that rest on what a finding is about, and those it kept from starting."""
        columns = [each.partition(".")[2] for each in finding.fills]
        resting = set().union(*(self.resting.get(each, set()) for each in columns))
        started = set().union(*(self.started.get(each, set()) for each in columns))
        clocks = self.clocks.get(finding.child or "", {})
        if finding.row is not None and finding.child is None:
            clocks = {}  # a row of nobody: no clock is known to be theirs
        running = sum(clocks.get(code, 0) for code in resting)
        return running + sum(code not in clocks for code in started)


@cache
def _columns_of(event: str) -> frozenset[str]:
    """The columns of records that an event's question names."""
    return (
        frozenset(_NAME.findall(EVENTS[event].sql)) if event in EVENTS else frozenset()
    )


def unowned(file: str, dues: Iterable[Due]) -> list[Finding]:
    """Return a finding for the open clocks that no worker holds, or none."""
    open_ = [due for due in dues if due.status in OPEN]
    nobodys = sum(due.worker_id is None for due in open_)
    if not nobodys:
        return []
    what = f"{nobodys:,} of {len(open_):,} open timescales have no worker."
    do = "Enter who holds these children's cases, so that what falls due has an owner."
    return [Finding(file, None, None, None, what, do, SUSPICIOUS, weight=nobodys)]
