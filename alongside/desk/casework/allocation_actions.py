"""Writes who holds which child, and the weeks past, as a projection tells them."""

from __future__ import annotations

from typing import Any

from alongside.desk.casework.allocated import ALLOCATION
from alongside.desk.casework.many import insert, plain_rows, remove
from alongside.desk.casework.models import Allocation, Flow
from alongside.desk.workforce.models import Team, Worker

Keys = dict[str, int]


def write_allocations(projection: dict[str, Any], children: Keys) -> None:
    """Make what is held say what is told; called in a transaction, with no other writer.

    A projection kept from before allocations were has none.
    """
    teams = dict(Team.objects.values_list("name", "pk"))
    workers = dict(Worker.objects.values_list("source_id", "pk"))
    _allocations(projection.get("allocations", ()), children, workers, teams)
    _flows(projection.get("flows", ()), workers, teams)


def _allocations(rows: Any, children: Keys, workers: Keys, teams: Keys) -> None:
    wanted = {
        (children[child], workers[worker], teams.get(team), *rest)
        for child, worker, team, *rest in rows
    }
    told = plain_rows(Allocation.objects.order_by().values_list("pk", *ALLOCATION))
    held = {
        (child, worker, team, _iso(since), _iso(until), plan): pk
        for pk, child, worker, team, since, until, plan in told
    }
    remove(Allocation, [held[key] for key in held.keys() - wanted])
    insert(Allocation, ALLOCATION, wanted - held.keys())


def _flows(rows: Any, workers: Keys, teams: Keys) -> None:
    """Write the weeks anew where they are others: they are few, a line a worker."""
    wanted = [
        (teams.get(team), workers.get(worker), list(opened), list(closed))
        for team, worker, opened, closed in rows
    ]
    told = "team_id", "worker_id", "opened", "closed"
    if wanted != list(Flow.objects.order_by("pk").values_list(*told)):
        Flow.objects.all().delete()
        Flow.objects.bulk_create(
            Flow(**dict(zip(told, row, strict=True))) for row in wanted
        )


def _iso(day: Any) -> Any:
    return day.isoformat() if hasattr(day, "isoformat") else day
