"""Who holds which child, and how cases came and went by week, as the records show on a day.

Of a child with two workers at once the latest counts, as everywhere: a child is one case.
An export without allocations tells them by the workers of running clocks, and no days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from alongside.reckon.caseloads.weights import (
    CHILD_IN_NEED,
    CHILD_PROTECTION,
    LOOKED_AFTER,
    OTHER,
)
from alongside.reckon.records import Records

ALLOCATION = ("child", "worker", "team", "since", "until", "plan")
WEEKS = 52
PLANS = (  # the one that counts most comes last
    (CHILD_IN_NEED, "ssd_cin_plans", "cinp_person_id", "cinp_cin_plan_start_date", "cinp_cin_plan_end_date"),
    (CHILD_PROTECTION, "ssd_cp_plans", "cppl_person_id", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date"),
    (LOOKED_AFTER, "ssd_cla_episodes", "clae_person_id", "clae_cla_episode_start_date", "clae_cla_episode_ceased_date"),
)  # fmt: skip
Names = dict[str, tuple[str, str]]
NOBODY = ("", "")


class Spell(NamedTuple):
    """A child with a worker from a day, until another or, with None, for now."""

    since: date
    key: str
    worker: str
    team: str
    until: date | None

    def runs(self, day: date) -> bool:
        return self.until is None or self.until > day


class Held(NamedTuple):
    """Rows in the order of ALLOCATION, one a child; and (team, worker, opened, closed).

    Of opened and closed there are 52 numbers, of the latest week first; the worker is
    empty in the row of a whole team.
    """

    rows: list[list[Any]]
    flows: list[list[Any]]


def allocated(
    records: Records,
    dues: Iterable[Sequence[Any]],
    workers: Names,
    as_at: date,
    hidden: Collection[str] = (),
) -> Held:
    """Return who holds which child on a day, and the weeks before it.

    The weeks are counted for everybody, so children whose records are `hidden` from
    some are left out of them.
    """
    plans = _plans(records, as_at)
    if "ssd_involvements" not in records.rows:
        return Held(sorted(_by_clocks(dues, plans)), [])
    rows, flows = [], _Flows(as_at)
    for child, spells in _spells(records, workers, as_at).items():
        spells.sort()
        running = [spell for spell in spells if spell.runs(as_at)]
        if running:
            rows.append(_row(child, running[-1], plans.get(child, OTHER)))
        if child not in hidden:
            past = [spell for spell in spells if not spell.runs(as_at)]
            flows.add(past + running[-1:])
    return Held(sorted(rows), flows.rows())


def _spells(
    records: Records, workers: Names, as_at: date
) -> dict[str, list[Spell]]:  # fmt: skip
    """Return each child's spells as case holder, those of the last year and of now."""
    past = as_at - timedelta(weeks=WEEKS)
    found: defaultdict[str, list[Spell]] = defaultdict(list)
    for row in records.rows["ssd_involvements"]:
        until: Any = row["invo_involvement_end_date"]
        since: Any = row["invo_involvement_start_date"]
        if (until is not None and until <= past) or since is None or since > as_at:
            continue
        who: Any = row["invo_professional_id"]
        if who and row["invo_professional_role_id"] == "CW" and since != until:
            team: Any = row["invo_professional_team"] or workers.get(who, NOBODY)[1]
            key: Any = row["invo_involvements_id"]
            child: Any = row["invo_person_id"]
            found[child].append(Spell(since, key, who, team, until))
    return found


def _row(child: str, spell: Spell, plan: str) -> list[Any]:
    until = spell.until and spell.until.isoformat()
    return [child, spell.worker, spell.team, spell.since.isoformat(), until, plan]


class _Flows:
    """Counts cases opened and closed by week, of each worker and each team.

    A new worker of the same team is neither to the team.
    """

    def __init__(self, as_at: date) -> None:
        self.as_at = as_at
        self.counts: defaultdict[tuple[str, str], tuple[list[int], list[int]]]
        self.counts = defaultdict(lambda: ([0] * WEEKS, [0] * WEEKS))

    def add(self, spells: list[Spell]) -> None:
        """Count a child's spells, in order of the day they began."""
        for place, spell in enumerate(spells):
            own, team = (
                self.counts[spell.team, spell.worker],
                self.counts[spell.team, ""],
            )
            others = spells[:place] + spells[place + 1 :]
            near = [other for other in others if other.team == spell.team]
            self._count(own[0], spell.since)
            if not any(s.since < spell.since <= (s.until or self.as_at) for s in near):
                self._count(team[0], spell.since)
            end = spell.until
            if end is not None and end <= self.as_at:
                self._count(own[1], end)
                if not any(s.since <= end and s.runs(end) for s in near):
                    self._count(team[1], end)

    def _count(self, weeks: list[int], day: date) -> None:
        week = (self.as_at - day).days // 7
        if week < WEEKS:
            weeks[week] += 1

    def rows(self) -> list[list[Any]]:
        return [[*whose, *counts] for whose, counts in sorted(self.counts.items())]


def _by_clocks(
    dues: Iterable[Sequence[Any]], plans: dict[str, str]
) -> Iterator[list[Any]]:
    """Yield a row for each child with a running clock that names a worker: of the newest."""
    newest: dict[str, tuple[str, str, str]] = {}
    for child, _, started_on, *_, status, team, worker in dues:
        if status == "open" and worker:
            said = (started_on, worker, team or "")
            newest[child] = max(newest.get(child, ("", "", "")), said)
    for child, (_, worker, team) in newest.items():
        yield [child, worker, team, None, None, plans.get(child, OTHER)]


def _plans(records: Records, as_at: date) -> dict[str, str]:
    """Return the plan that each child is under on a day; the one that counts most."""
    found: dict[str, str] = {}
    for plan, table, child, start, end in PLANS:
        for row in records.rows.get(table, ()):
            begun: Any = row[start]
            ended: Any = row[end]
            if begun and begun <= as_at and (ended is None or ended > as_at):
                found[str(row[child])] = plan
    return found


def with_their_workers(records: Records, held: Held, known: Names) -> Names:
    """Return the workers known, and those whom an allocation alone names."""
    names = {
        str(row["prof_professional_id"]): str(row.get("prof_professional_name") or "")
        for row in records.rows.get("ssd_professionals", ())
    }
    teams = {worker: team for team, worker, *_ in held.flows if worker}
    teams |= {row[1]: row[2] for row in held.rows}
    return known | {
        worker: (names.get(worker, ""), team)
        for worker, team in teams.items()
        if worker not in known
    }
